namespace SlsSyslog.Testing;

/// <summary>What a <see cref="SyslogCaptureServer"/> speaks.</summary>
public enum CaptureTransport
{
    /// <summary>Frames over TCP (RFC 6587).</summary>
    Tcp,

    /// <summary>One message a datagram (RFC 5426).</summary>
    Udp,

    /// <summary>Frames over TLS (RFC 5425).</summary>
    Tls,

    /// <summary>RELP over TCP: every message is answered.</summary>
    Relp,

    /// <summary>RELP over TLS, encrypted from the first byte.</summary>
    RelpTls,
}
