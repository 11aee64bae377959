using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Represents a certificate with its key, as PEM files that the daemons and this process can read.</summary>
public sealed class TestCertificate
{
    internal TestCertificate(string folder, string name, X509Certificate2 certificate)
    {
        Certificate = certificate;
        CertificateFile = Path.Combine(folder, name + ".crt");
        KeyFile = Path.Combine(folder, name + ".key");
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Gets the certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Gets the certificate in PEM format.</summary>
    public string CertificateFile { get; }

    /// <summary>Gets the private key in PEM format (PKCS #8).</summary>
    public string KeyFile { get; }

    /// <summary>Gets the fingerprint as RFC 5425 writes it after the label: upper-case bytes with colons.</summary>
    public string Sha1 => Spell(Certificate.GetCertHash(HashAlgorithmName.SHA1));

    /// <summary>Gets the fingerprint as RFC 5425 writes it after the label: upper-case bytes with colons.</summary>
    public string Sha256 => Spell(Certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static string Spell(byte[] hash) => Convert.ToHexString(hash).Chunk(2).Select(pair => new string(pair)).Aggregate((a, b) => $"{a}:{b}");
}
