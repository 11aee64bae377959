using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports.Tests;

public sealed class ServerCertificateCheckTests
{
    // The trusted file contains the server's certificate or an intermediate authority, but not the root.
    [Fact]
    public void Check_RootIsMissing_NamesTheRootThatIsNeeded()
    {
        using CertificateFolder certificates = new();
        using X509Certificate2 server = certificates.Authority.IssueServer();
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.CustomTrustStore.Add(server);
        Assert.False(chain.Build(server));
        ServerCertificateCheck check = new([], "localhost");

        Assert.False(check.Check(this, server, chain, SslPolicyErrors.RemoteCertificateChainErrors));

        Assert.Contains($"which '{server.Issuer}' issued: add that root certificate", check.Rejection, StringComparison.Ordinal);
    }

    // Kind: texts of a certificate, a receiver or a library in exceptions and logs.
    [Fact]
    public void Check_SubjectWithControlCharacters_IsCleaned()
    {
        using RSA key = RSA.Create(2048);
        X500DistinguishedNameBuilder name = new();
        name.AddCommonName("siem\n\u001b[2Jforged");
        using X509Certificate2 server = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Chain chain = new();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        Assert.False(chain.Build(server));

        SslPolicyErrors[] kinds = [SslPolicyErrors.RemoteCertificateChainErrors, SslPolicyErrors.RemoteCertificateNameMismatch];
        foreach (SslPolicyErrors errors in kinds)
        {
            ServerCertificateCheck check = new([], "localhost");
            Assert.False(check.Check(this, server, chain, errors));
            Assert.Contains("forged", check.Rejection, StringComparison.Ordinal);
            Assert.DoesNotContain(check.Rejection!, char.IsControl);
        }
    }
}
