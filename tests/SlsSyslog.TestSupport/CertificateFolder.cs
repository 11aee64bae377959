using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Testing;

namespace SlsSyslog.TestSupport;

/// <summary>A certificate authority, and a temporary folder for files of its certificates. Both are deleted with the instance.</summary>
public sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slssyslog-tls-");

    public CertificateFolder() => AuthorityPath = Write("authority.pem", Authority.Certificate.ExportCertificatePem());

    public TestAuthority Authority { get; } = new();

    /// <summary>Gets the path of the authority's certificate, PEM.</summary>
    public string AuthorityPath { get; }

    /// <summary>Gets the certificate and its private key, PEM.</summary>
    public static string ToPem(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n";

    public string Write(string name, string text)
    {
        string path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        Authority.Dispose();
    }
}
