namespace SlsSyslog.Transports;

/// <summary>How a server is spoken to: the part of its address before <c>://</c>.</summary>
public enum SyslogScheme
{
    /// <summary><c>udp</c>: RFC 5426, default port 514.</summary>
    Udp,

    /// <summary><c>tcp</c>: RFC 6587, default port 514.</summary>
    Tcp,

    /// <summary><c>tls</c>: RFC 5425, default port 6514.</summary>
    Tls,

    /// <summary><c>relp</c>: the Reliable Event Logging Protocol, default port 2514.</summary>
    Relp,

    /// <summary><c>relps</c>: RELP over TLS, from the first byte on; default port 2514.</summary>
    Relps,
}
