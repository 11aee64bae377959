namespace SlsSyslog;

/// <summary>The envelope of a message: what stands before the body.</summary>
public enum MessageFormat
{
    /// <summary>RFC 5424, the syslog protocol.</summary>
    Rfc5424,
}
