namespace SlsSyslog.Serialization;

/// <summary>How a receiver finds the end of a message.</summary>
public enum SyslogFraming
{
    /// <summary>RFC 6587 3.4.1, RFC 5425 4.3: the message's length in decimal digits and a space before each message.</summary>
    OctetCounting,

    /// <summary>
    /// RFC 6587 3.4.2: a line feed behind each message. Line breaks and NUL within a message become spaces, and a message that begins
    /// with a digit, which receivers would take for an octet count, gets a space in front.
    /// </summary>
    LineFeed,

    /// <summary>RFC 6587 3.4.2: a NUL behind each message. NUL within a message becomes a space; a digit at its start as above.</summary>
    Nul,

    /// <summary>RFC 5426 3.1: one message is one datagram, with nothing around it. RELP, which counts for itself, takes this too.</summary>
    Datagram,
}
