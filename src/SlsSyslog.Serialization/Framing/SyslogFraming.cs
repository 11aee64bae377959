namespace SlsSyslog.Serialization;

/// <summary>Specifies how a receiver finds the end of a message.</summary>
public enum SyslogFraming
{
    /// <summary>The length of the message in decimal digits and a space precede each message (RFC 6587 3.4.1, RFC 5425 4.3).</summary>
    OctetCounting,

    /// <summary>
    /// A line feed follows each message (RFC 6587 3.4.2). Line breaks and NUL within a message become spaces. A message that begins with a
    /// digit, which receivers would read as an octet count, is preceded by a space.
    /// </summary>
    LineFeed,

    /// <summary>A NUL follows each message (RFC 6587 3.4.2). NUL in it becomes a space. A space precedes a message with a digit first.</summary>
    Nul,

    /// <summary>Each message is one datagram without framing (RFC 5426 3.1). RELP, which has its own framing, uses this value too.</summary>
    Datagram,
}
