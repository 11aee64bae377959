namespace SlsSyslog.Serialization;

/// <summary>Specifies what precedes the body of a message.</summary>
public enum SyslogEnvelope
{
    /// <summary>The header of RFC 5424 with its structured data.</summary>
    Rfc5424,

    /// <summary>The header of RFC 3164.</summary>
    Rfc3164,

    /// <summary>No envelope: the body is the whole message.</summary>
    None,
}
