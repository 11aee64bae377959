using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing;

/// <summary>Specifies the TLS behavior of a <see cref="SyslogCaptureServer"/>.</summary>
public sealed class CaptureTlsOptions
{
    /// <summary>Gets the server certificate with its private key, expired or untrusted to test a client. The caller disposes it.</summary>
    public required X509Certificate2 Certificate { get; init; }

    /// <summary>
    /// Gets the authority whose client certificates are accepted. The default is <see langword="null"/>, which requests no client certificate. A
    /// client without a valid certificate is refused; under TLS 1.3 the client detects this only after it has completed the handshake.
    /// </summary>
    public X509Certificate2? ClientAuthority { get; init; }

    /// <summary>Gets the TLS versions that the server offers. The default is chosen by the system.</summary>
    public SslProtocols Protocols { get; init; } = SslProtocols.None;

    /// <summary>Gets a value that indicates whether a refused client sees a completed handshake and a close without an alert.</summary>
    public bool RefuseSilently { get; init; }
}
