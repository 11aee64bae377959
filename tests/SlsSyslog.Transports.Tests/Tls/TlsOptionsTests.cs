using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TlsOptionsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData("sha-1:00:11", "wrong length")]
    [InlineData("sha-256:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D", "wrong length")]
    [InlineData("sha-1:GG:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D", "foreign characters")]
    [InlineData("md5:00", "no known hash")]
    [InlineData("E12D532B7C6B8A29A276C864360B084B7AF19E9D", "no known hash")]
    public void FindFaults_WrongFingerprint_SaysWhatToWrite(string fingerprint, string fault)
    {
        OptionFault found = Assert.Single(Options(new TlsOptions { PinnedFingerprints = [fingerprint] }).FindFaults());

        Assert.Equal("Tls:PinnedFingerprints:0", found.Option);
        Assert.Contains(fault, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha-1:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D")]
    [InlineData("SHA1:E1:2D:53:2B:7C:6B:8A:29:A2:76:C8:64:36:0B:08:4B:7A:F1:9E:9D")]
    [InlineData("sha1:e12d532b7c6b8a29a276c864360b084b7af19e9d")]
    public void FindFaults_FingerprintAsTheRfcAndRsyslogWriteIt_IsAccepted(string fingerprint) =>
        Assert.Empty(Options(new TlsOptions { PinnedFingerprints = [fingerprint] }).FindFaults());

    [Fact]
    public void FindFaults_Files_AreNamedWithTheMend()
    {
        using X509Certificate2 client = _certificates.Issue("client.example");
        using X509Certificate2 expired = _certificates.Issue("client.example", validForDays: -1);
        string missing = _certificates.PathOf("missing.pem");
        string garbage = _certificates.Write("garbage.bin", [1, 2, 3, 4]);
        string noKey = _certificates.Write("no-key.pem", client.ExportCertificatePem());
        string pfx = _certificates.Write("client.pfx", client.Export(X509ContentType.Pfx, "right"));
        string old = _certificates.Write("expired.pem", TestCertificates.ToPem(expired));

        AssertFault(new TlsOptions { TrustedCertificatesPath = missing }, "Tls:TrustedCertificatesPath", missing, "Name a file");
        AssertFault(new TlsOptions { TrustedCertificatesPath = garbage }, "Tls:TrustedCertificatesPath", garbage, "in PEM");
        AssertFault(new TlsOptions { ClientCertificatePath = missing }, "Tls:ClientCertificatePath", missing, "this process may read");
        AssertFault(new TlsOptions { ClientCertificatePath = garbage }, "Tls:ClientCertificatePath", garbage, "neither PEM nor a PFX");
        AssertFault(new TlsOptions { ClientCertificatePath = noKey }, "Tls:ClientCertificatePath", noKey, "private key");
        AssertFault(new TlsOptions { ClientCertificatePath = pfx, ClientCertificatePassword = "wrong" }, "Tls:ClientCertificatePath", pfx, "password");
        AssertFault(new TlsOptions { ClientCertificatePath = old }, "Tls:ClientCertificatePath", old, "renew");
        AssertFault(new TlsOptions { ClientKeyPath = noKey }, "Tls:ClientKeyPath", "without a certificate", "ClientCertificatePath");
    }

    [Fact]
    public void FindFaults_GoodFiles_AreAccepted()
    {
        using X509Certificate2 client = _certificates.Issue("client.example");
        string pfx = _certificates.Write("client.pfx", client.Export(X509ContentType.Pfx, "right"));
        string certificate = _certificates.Write("client.pem", client.ExportCertificatePem());
        string key = _certificates.Write("client.key", client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        string authority = _certificates.Write("authority.der", _certificates.Authority.RawData);

        Assert.Empty(Options(new TlsOptions { ClientCertificatePath = pfx, ClientCertificatePassword = "right" }).FindFaults());
        Assert.Empty(Options(new TlsOptions { ClientCertificatePath = certificate, ClientKeyPath = key, TrustedCertificatesPath = authority }).FindFaults());
    }

    [Fact]
    public void FindFaults_LineFramingOverTls_MustBeMeant()
    {
        TcpTransportOptions options = Options(new TlsOptions());
        options.Framing = SyslogFraming.LineFeed;

        Assert.Equal("Framing", Assert.Single(options.FindFaults()).Option);

        options.AllowTrailerFramingOverTls = true;
        Assert.Empty(options.FindFaults());
    }

    [Fact]
    public void FindFaults_MixedSchemes_WouldChangeTheProtectionAtAFailover()
    {
        TcpTransportOptions options = new() { Servers = [SyslogServer.Parse("tls://a"), SyslogServer.Parse("tcp://b"), SyslogServer.Parse("relp://c")] };

        Assert.Equal(["Servers:1", "Servers:2"], options.FindFaults().Select(fault => fault.Option));
    }

    private static TcpTransportOptions Options(TlsOptions tls) => new() { Servers = [SyslogServer.Parse("tls://siem.example")], Tls = tls };

    private static void AssertFault(TlsOptions tls, string option, params string[] parts)
    {
        OptionFault fault = Assert.Single(Options(tls).FindFaults());
        Assert.Equal(option, fault.Option);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}
