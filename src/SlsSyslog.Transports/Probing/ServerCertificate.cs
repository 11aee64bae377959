using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports;

/// <summary>Describes a certificate that a server presented, or one of its issuers. Texts do not contain control characters.</summary>
public sealed class ServerCertificate
{
    internal ServerCertificate(X509Certificate2 certificate)
    {
        Subject = PlainText.Clean(certificate.Subject);
        Issuer = PlainText.Clean(certificate.Issuer);
        Names = [.. FindNames(certificate).Select(PlainText.Clean)];
        (NotBefore, NotAfter) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        Fingerprint = $"sha-256:{certificate.GetCertHashString(HashAlgorithmName.SHA256)}";
    }

    /// <summary>Gets the subject.</summary>
    public string Subject { get; }

    /// <summary>Gets the subject of the issuer.</summary>
    public string Issuer { get; }

    /// <summary>Gets the host names and addresses that the certificate is for.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Gets the start of the validity period.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>Gets the end of the validity period.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>Gets the fingerprint, in the form of <see cref="TlsOptions.PinnedFingerprints"/>.</summary>
    public string Fingerprint { get; }

    private static IEnumerable<string> FindNames(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));
}
