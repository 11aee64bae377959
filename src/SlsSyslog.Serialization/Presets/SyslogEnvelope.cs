namespace SlsSyslog.Serialization;

/// <summary>What stands before the body of a message.</summary>
public enum SyslogEnvelope
{
    /// <summary>The header of RFC 5424: <see cref="Rfc5424Formatter"/>.</summary>
    Rfc5424,

    /// <summary>The header of RFC 3164: <see cref="Rfc3164Formatter"/>.</summary>
    Rfc3164,

    /// <summary>Nothing: the body is the message.</summary>
    None,
}
