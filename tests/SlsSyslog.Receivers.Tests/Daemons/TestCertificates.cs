using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Provides a temporary authority and its certificates, created once per run in a folder that is deleted when the process ends.
/// </summary>
public static class TestCertificates
{
    private const string ServerPurpose = "1.3.6.1.5.5.7.3.1";
    private const string ClientPurpose = "1.3.6.1.5.5.7.3.2";
    private static readonly DateTimeOffset Yesterday = DateTimeOffset.UtcNow.AddDays(-1);
    private static readonly DateTimeOffset NextYear = DateTimeOffset.UtcNow.AddYears(1);

    /// <summary>Gets the folder of the PEM files: <c>ca.crt</c>, <c>server.crt</c>, <c>server.key</c> and so on.</summary>
    public static string Folder { get; } = CreateFolder();

    /// <summary>Gets the authority that daemons and clients trust.</summary>
    public static TestCertificate Authority { get; } = SelfSign("ca", "SlsSyslog test authority");

    /// <summary>Gets the certificate of the daemons: <c>localhost</c>, <c>syslog.test.example</c>, 127.0.0.1.</summary>
    public static TestCertificate Server { get; } =
        Sign("server", "localhost", Authority, ServerPurpose, Yesterday, NextYear, ["localhost", "syslog.test.example"]);

    /// <summary>Gets the client certificate that name and fingerprint checks accept: <c>client.test.example</c>.</summary>
    public static TestCertificate Client { get; } =
        Sign("client", "client.test.example", Authority, ClientPurpose, Yesterday, NextYear, ["client.test.example"]);

    /// <summary>Gets a client certificate of the same authority with another name.</summary>
    public static TestCertificate OtherName { get; } =
        Sign("other-name", "other.test.example", Authority, ClientPurpose, Yesterday, NextYear, ["other.test.example"]);

    /// <summary>Gets an expired client certificate with the right name.</summary>
    public static TestCertificate Expired { get; } =
        Sign("expired", "client.test.example", Authority, ClientPurpose, Yesterday.AddDays(-30), Yesterday, ["client.test.example"]);

    /// <summary>Gets an authority that is not trusted.</summary>
    public static TestCertificate ForeignAuthority { get; } = SelfSign("foreign-ca", "Some other authority");

    /// <summary>Gets a client certificate with the right name from the authority that is not trusted.</summary>
    public static TestCertificate Foreign { get; } =
        Sign("foreign", "client.test.example", ForeignAuthority, ClientPurpose, Yesterday, NextYear, ["client.test.example"]);

    private static string CreateFolder()
    {
        string folder = Directory.CreateTempSubdirectory("slssyslog-certificates-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static TestCertificate SelfSign(string name, string commonName)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(Subject(commonName), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return new TestCertificate(Folder, name, request.CreateSelfSigned(Yesterday.AddDays(-60), NextYear.AddDays(1)));
    }

    private static TestCertificate Sign(
        string name,
        string commonName,
        TestCertificate authority,
        string purpose,
        DateTimeOffset from,
        DateTimeOffset to,
        string[] dnsNames)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new(Subject(commonName), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        Array.ForEach(dnsNames, names.AddDnsName);
        if (purpose == ServerPurpose)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority.Certificate, true, false));
        using X509Certificate2 signed = request.Create(authority.Certificate, from, to, RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(Folder, name, signed.CopyWithPrivateKey(key));
    }

    private static X500DistinguishedName Subject(string commonName)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(commonName);
        subject.AddOrganizationName("SlsSyslog tests");
        return subject.Build();
    }
}
