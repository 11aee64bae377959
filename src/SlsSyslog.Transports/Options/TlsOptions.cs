using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// How a server proves who it is, and how we do (RFC 5425 4.2, RFC 9662). Without any setting the server's certificate must be
/// valid for its configured name and trusted by the system. TLS 1.2 at least, always.
/// </summary>
public sealed class TlsOptions
{
    /// <summary>A PEM or DER file with the authorities to trust instead of the system's. Null: the system's.</summary>
    public string? TrustedCertificatesPath { get; set; }

    /// <summary>
    /// Certificates to accept whatever their name, issuer or age: <c>sha-1:</c> or <c>sha-256:</c> and the certificate's hash in
    /// hexadecimal with or without colons (RFC 5425 4.2.2, also as rsyslog writes it: <c>SHA256:</c>), or <c>spki-sha-256:</c>
    /// and the hash of its public key, hexadecimal or base64. When there are any, nothing else is accepted. Default none.
    /// </summary>
    public IReadOnlyList<string> PinnedFingerprints { get; set; } = [];

    /// <summary>The name the certificate must be for. Null: the server's host as configured.</summary>
    public string? ServerName { get; set; }

    /// <summary>Whether authorities are asked for revoked certificates. Default false: many logging networks cannot reach them.</summary>
    public bool CheckRevocation { get; set; }

    /// <summary>Our certificate: a PEM file, with its chain behind it, or a PFX file. Read again for each connection. Null: none.</summary>
    public string? ClientCertificatePath { get; set; }

    /// <summary>The PEM file of our private key. Null: it is in the certificate's file.</summary>
    public string? ClientKeyPath { get; set; }

    /// <summary>The password of the PFX file or of the PEM key. Null: none.</summary>
    public string? ClientCertificatePassword { get; set; }

    /// <summary>How long a handshake may take. A plain TCP listener never answers one. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    internal TlsOptions Snapshot() => (TlsOptions)MemberwiseClone();

    internal IEnumerable<OptionFault> FindValueFaults()
    {
        for (int i = 0; i < PinnedFingerprints.Count; i++)
        {
            if (Fingerprint.FindFault(PinnedFingerprints[i]) is { } fault)
            {
                yield return new(string.Create(CultureInfo.InvariantCulture, $"Tls:{nameof(PinnedFingerprints)}:{i}"), fault);
            }
        }

        if (ServerName is not null && Uri.CheckHostName(ServerName) == UriHostNameType.Unknown)
        {
            yield return new($"Tls:{nameof(ServerName)}", $"'{ServerName}' is no host name.");
        }

        if (HandshakeTimeout <= TimeSpan.Zero || HandshakeTimeout > TimeSpan.FromHours(1))
        {
            yield return new($"Tls:{nameof(HandshakeTimeout)}", $"is {HandshakeTimeout}: set a time above zero and of at most an hour.");
        }

        if (ClientCertificatePath is null && ClientKeyPath is not null)
        {
            yield return new($"Tls:{nameof(ClientKeyPath)}", $"is set without a certificate: set {nameof(ClientCertificatePath)} too.");
        }
    }

    internal IEnumerable<OptionFault> FindFileFaults(TimeProvider clock)
    {
        if (TrustedCertificatesPath is not null && CertificateFiles.FindAuthoritiesFault(TrustedCertificatesPath) is { } authorities)
        {
            yield return new($"Tls:{nameof(TrustedCertificatesPath)}", authorities);
        }

        if (ClientCertificatePath is not null && CertificateFiles.FindClientFault(this, clock) is { } client)
        {
            yield return new($"Tls:{nameof(ClientCertificatePath)}", client);
        }
    }
}
