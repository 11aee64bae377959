namespace SlsSyslog.Testing;

/// <summary>Specifies the protocol of a <see cref="SyslogCaptureServer"/>.</summary>
public enum CaptureTransport
{
    /// <summary>Frames over TCP (RFC 6587).</summary>
    Tcp,

    /// <summary>One message per datagram (RFC 5426).</summary>
    Udp,

    /// <summary>Frames over TLS (RFC 5425).</summary>
    Tls,

    /// <summary>RELP over TCP. Every message is acknowledged.</summary>
    Relp,

    /// <summary>RELP over TLS, encrypted from the first byte.</summary>
    RelpTls,
}
