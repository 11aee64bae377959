namespace SlsSyslog.Serialization;

/// <summary>How a receiver finds the end of a message in a stream.</summary>
public enum SyslogFraming
{
    /// <summary>RFC 6587 3.4.1, RFC 5425: the message's length in decimal digits and a space before each message.</summary>
    OctetCounting,
}
