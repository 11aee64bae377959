using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TlsOptionsTests : IDisposable
{
    private readonly CertificateFolder _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("sha-1:00:11", "wrong length", "Specify 40 hexadecimal digits")]
    [InlineData("sha-256:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D", "wrong length", "Specify 64 hexadecimal digits")]
    [InlineData("sha-1:GG:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D", "invalid characters", "Specify 40 hexadecimal digits")]
    [InlineData("md5:00", "does not begin with a known hash", "Specify sha-1:, sha-256: or spki-sha-256:")]
    [InlineData("E12D532B7C6B8A29A276C864360B084B7AF19E9D", "does not begin with a known hash", "Specify sha-1:, sha-256: or spki-sha-256:")]
    public void Validate_InvalidFingerprint_ReportsProblemAndFix(string fingerprint, string problem, string fix) =>
        AssertError(new TlsOptions { PinnedFingerprints = [fingerprint] }, "Tls:PinnedFingerprints:0", fingerprint, problem, fix);

    [Theory]
    [InlineData("sha-1:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D")]
    [InlineData("SHA1:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D")]
    [InlineData("sha1:e12d532b7c6b8a29a276c864360b084b7af19e9d")]
    public void Validate_FingerprintAsTheRfcAndRsyslogWriteIt_IsValid(string fingerprint) =>
        Assert.Empty(Options(new TlsOptions { PinnedFingerprints = [fingerprint] }).Validate());

    [Fact]
    public void Validate_UnusableFiles_ReportsProblemAndFix()
    {
        using X509Certificate2 client = _certificates.Authority.IssueClient("client.example");
        using X509Certificate2 expired = _certificates.Authority.IssueClient("client.example", isExpired: true);
        string missing = _certificates.PathOf("missing.pem");
        string garbage = _certificates.Write("garbage.bin", [1, 2, 3, 4]);
        string noKey = _certificates.Write("no-key.pem", client.ExportCertificatePem());
        string pfx = _certificates.Write("client.pfx", client.Export(X509ContentType.Pfx, "right"));
        string old = _certificates.Write("expired.pem", CertificateFolder.ToPem(expired));

        AssertError(new TlsOptions { TrustedCertificatesPath = missing }, "Tls:TrustedCertificatesPath", missing, "Specify a readable PEM file");
        AssertError(new TlsOptions { TrustedCertificatesPath = garbage }, "Tls:TrustedCertificatesPath", garbage, "Specify a readable PEM file");
        AssertError(new TlsOptions { ClientCertificatePath = missing }, "Tls:ClientCertificatePath", missing, "this process can read");
        AssertError(new TlsOptions { ClientCertificatePath = garbage }, "Tls:ClientCertificatePath", garbage, "a PFX file that");
        AssertError(new TlsOptions { ClientCertificatePath = noKey }, "Tls:ClientCertificatePath", noKey, "private key");
        AssertError(
            new TlsOptions { ClientCertificatePath = pfx, ClientCertificatePassword = "wrong" }, "Tls:ClientCertificatePath", pfx, "Password");
        AssertError(new TlsOptions { ClientCertificatePath = old }, "Tls:ClientCertificatePath", old, "expired", "Renew the certificate.");
        AssertError(new TlsOptions { ClientKeyPath = noKey }, "Tls:ClientKeyPath", "without a client certificate", "ClientCertificatePath");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Validate_KeyInTheTraditionalEncryptedForm_SaysHowToConvertIt(bool isSeparate)
    {
        const string Key = """
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

            MDEyMzQ1Njc4OWFiY2RlZg==
            -----END RSA PRIVATE KEY-----
            """;
        using X509Certificate2 client = _certificates.Authority.IssueClient("client.example");
        string certificate = _certificates.Write("client.pem", client.ExportCertificatePem() + (isSeparate ? "" : "\n" + Key));
        string? key = isSeparate ? _certificates.Write("client.key", Key) : null;

        AssertError(
            new TlsOptions { ClientCertificatePath = certificate, ClientKeyPath = key, ClientCertificatePassword = "right" },
            "Tls:ClientCertificatePath",
            key ?? certificate,
            "traditional PEM format",
            "openssl pkcs8 -topk8");
    }

    [Fact]
    public void Validate_WrongPassword_IsNotRepeated()
    {
        using X509Certificate2 client = _certificates.Authority.IssueClient("client.example");
        string pfx = _certificates.Write("client.pfx", client.Export(X509ContentType.Pfx, "right"));

        OptionError error = Assert.Single(Options(new TlsOptions { ClientCertificatePath = pfx, ClientCertificatePassword = "s3cr3t" }).Validate());

        Assert.DoesNotContain("s3cr3t", error.ToString(), StringComparison.Ordinal);
    }

    // The file may be created or renewed before the first connection.
    [Fact]
    public async Task Constructor_MissingFile_IsReadLater()
    {
        TcpTransportOptions options = Options(new TlsOptions { TrustedCertificatesPath = _certificates.PathOf("missing.pem") });

        await using TcpTransport transport = new(options);

        Assert.Single(options.Validate());
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("siem.example/")]
    public void Validate_InvalidServerName_ReportsProblemAndFix(string name) =>
        AssertError(new TlsOptions { ServerName = name }, "Tls:ServerName", $"'{name}' is not a valid host name.");

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("01:00:01")]
    public void Validate_HandshakeTimeoutOutOfRange_ReportsProblemAndFix(string timeout) =>
        AssertError(
            new TlsOptions { HandshakeTimeout = TimeSpan.Parse(timeout) }, "Tls:HandshakeTimeout", timeout, "from 00:00:00.001 to 01:00:00");

    [Fact]
    public void Validate_UsableFiles_AreValid()
    {
        using X509Certificate2 client = _certificates.Authority.IssueClient("client.example");
        string pfx = _certificates.Write("client.pfx", client.Export(X509ContentType.Pfx, "right"));
        string certificate = _certificates.Write("client.pem", client.ExportCertificatePem());
        string key = _certificates.Write("client.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        string authority = _certificates.Write("authority.der", _certificates.Authority.Certificate.RawData);

        Assert.Empty(Options(new TlsOptions { ClientCertificatePath = pfx, ClientCertificatePassword = "right" }).Validate());
        TlsOptions pem = new() { ClientCertificatePath = certificate, ClientKeyPath = key, TrustedCertificatesPath = authority };
        Assert.Empty(Options(pem).Validate());
    }

    private static TcpTransportOptions Options(TlsOptions tls) => new() { Servers = [SyslogServer.Parse("tls://siem.example")], Tls = tls };

    private static void AssertError(TlsOptions tls, string path, params string[] parts)
    {
        OptionError error = Assert.Single(Options(tls).Validate());
        Assert.Equal(path, error.Path);
        Assert.All(parts, part => Assert.Contains(part, error.ToString(), StringComparison.Ordinal));
    }
}
