using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Testing;

namespace SlsSyslog.EndToEnd;

/// <summary>Reads TLS connections with a certificate of a new authority.</summary>
internal static class TlsSink
{
    /// <summary>The file with the certificate of the authority.</summary>
    public const string AuthorityFile = "authority.pem";

    public static int Listen(Action<Stream> read, string folder)
    {
        using TestAuthority authority = new();
        File.WriteAllText(Path.Combine(folder, AuthorityFile), authority.Certificate.ExportCertificatePem());
        X509Certificate2 certificate = authority.IssueServer();
        return TcpSink.Listen(stream =>
        {
            using SslStream tls = new(stream);
            tls.AuthenticateAsServer(certificate);
            read(tls);
        });
    }
}
