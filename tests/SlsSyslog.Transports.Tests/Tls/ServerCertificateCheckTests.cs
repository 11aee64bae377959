using System.Net.Security;
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
}
