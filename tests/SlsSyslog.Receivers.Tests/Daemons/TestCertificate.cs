using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Receivers.Tests;

/// <summary>A certificate with its key, as PEM files that every daemon and this process may read.</summary>
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

    /// <summary>The certificate with its key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>The certificate alone, PEM.</summary>
    public string CertificateFile { get; }

    /// <summary>The private key alone, PEM (PKCS #8).</summary>
    public string KeyFile { get; }

    /// <summary>The fingerprint as RFC 5425 writes it behind the label: upper-case bytes with colons.</summary>
    public string Sha1 => Spell(Certificate.GetCertHash(HashAlgorithmName.SHA1));

    /// <summary>The fingerprint as RFC 5425 writes it behind the label: upper-case bytes with colons.</summary>
    public string Sha256 => Spell(Certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static string Spell(byte[] hash) => Convert.ToHexString(hash).Chunk(2).Select(pair => new string(pair)).Aggregate((a, b) => $"{a}:{b}");
}
