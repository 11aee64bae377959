using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing;

/// <summary>How a <see cref="SyslogCaptureServer"/> behaves in a TLS handshake.</summary>
public sealed class CaptureTlsOptions
{
    /// <summary>The certificate it presents, with its private key; owned by the caller. A wrong, expired or foreign one makes that fault.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>
    /// The authority whose client certificates are taken. Null, the default, asks for none. A client without a valid one is refused: under TLS 1.3
    /// it learns so only after its own handshake has ended.
    /// </summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>The TLS versions offered; the system's choice by default.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.None;

    /// <summary>Whether a refused client sees a bare close after a completed handshake, without an alert, as some receivers do.</summary>
    public bool RefuseSilently { get; init; }
}
