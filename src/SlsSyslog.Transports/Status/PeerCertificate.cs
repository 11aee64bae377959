using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Identifies the certificate that a server presented.</summary>
/// <param name="Subject">The subject, without control characters.</param>
/// <param name="Fingerprint">The fingerprint, in the form of <see cref="TlsOptions.PinnedFingerprints"/>: <c>sha-256:</c> and the hash.</param>
public sealed record PeerCertificate(string Subject, string Fingerprint)
{
    internal static PeerCertificate? Describe(X509Certificate2? certificate) => certificate is null
        ? null
        : new PeerCertificate(PlainText.Clean(certificate.Subject), $"sha-256:{certificate.GetCertHashString(HashAlgorithmName.SHA256)}");

    /// <summary>Returns the fingerprint and the subject.</summary>
    /// <returns>The text, such as <c>sha-256:0A1B... (CN=siem.corp)</c>.</returns>
    public override string ToString() => $"{Fingerprint} ({Subject})";
}
