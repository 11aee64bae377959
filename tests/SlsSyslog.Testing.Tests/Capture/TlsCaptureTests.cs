using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Testing.Tests;

public sealed class TlsCaptureTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private static readonly byte[] Frame = "17 <14>1 - - - - - -"u8.ToArray();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _foreign = new("a foreign authority");

    public void Dispose()
    {
        _authority.Dispose();
        _foreign.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Session_TrustedServer_ReceivesMessagesAndACleanClose(SslProtocols version)
    {
        using X509Certificate2 certificate = _authority.IssueServer();
        await using SyslogCaptureServer server = await StartAsync(new CaptureTlsOptions { Certificate = certificate, Protocols = version });
        using TcpClient socket = await ConnectAsync(server);
        await using SslStream tls = await HandshakeAsync(socket);

        await tls.WriteAsync(Frame);
        await server.WaitForAsync(1, Soon);
        await tls.ShutdownAsync();
        socket.Client.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Soon));
        await server.WaitForAsync(counts => counts is { CleanCloses: 1, OpenConnections: 0 }, Soon);
    }

    [Theory]
    [InlineData("localhost", false, false, SslPolicyErrors.None)]
    [InlineData("other.example", false, false, SslPolicyErrors.RemoteCertificateNameMismatch)]
    [InlineData("localhost", true, false, SslPolicyErrors.RemoteCertificateChainErrors)]
    [InlineData("localhost", false, true, SslPolicyErrors.RemoteCertificateChainErrors)]
    public async Task Handshake_WrongExpiredOrUntrustedCertificate_FailsWithThatError(string name, bool isExpired, bool isForeign, SslPolicyErrors expected)
    {
        using X509Certificate2 certificate = (isForeign ? _foreign : _authority).IssueServer(name, isExpired);
        await using SyslogCaptureServer server = await StartAsync(new CaptureTlsOptions { Certificate = certificate });
        using TcpClient socket = await ConnectAsync(server);
        SslPolicyErrors seen = SslPolicyErrors.RemoteCertificateNotAvailable;

        await using SslStream tls = await HandshakeAsync(socket, onErrors: errors => seen = errors);

        Assert.Equal(expected, seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handshake_ClientWithoutCertificate_IsRefusedAndCounted(bool silently)
    {
        using X509Certificate2 certificate = _authority.IssueServer();
        await using SyslogCaptureServer server = await StartAsync(
            new CaptureTlsOptions { Certificate = certificate, ClientAuthority = _authority.Certificate, RefuseSilently = silently });
        using TcpClient socket = await ConnectAsync(server);

        // With TLS 1.3, the handshake of the client succeeds. Only a read shows the refusal.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await using SslStream tls = await HandshakeAsync(socket);
            if (await tls.ReadAsync(new byte[1]).AsTask().WaitAsync(Soon) == 0)
            {
                throw new IOException("closed");
            }
        });

        await server.WaitForAsync(counts => counts is { FailedHandshakes: 1, OpenConnections: 0 }, Soon);
        Assert.Equal(0, server.Counts.Messages);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Handshake_ClientCertificate_IsCheckedAgainstTheAuthority(bool isForeign, bool isTaken)
    {
        using X509Certificate2 certificate = _authority.IssueServer();
        using X509Certificate2 client = (isForeign ? _foreign : _authority).IssueClient();
        await using SyslogCaptureServer server = await StartAsync(new CaptureTlsOptions { Certificate = certificate, ClientAuthority = _authority.Certificate });
        using TcpClient socket = await ConnectAsync(server);
        await using SslStream tls = await HandshakeAsync(socket, client);
        try
        {
            await tls.WriteAsync(Frame);
        }
        catch (IOException)
        {
            Assert.False(isTaken);
        }

        await server.WaitForAsync(counts => counts.Messages + counts.FailedHandshakes == 1, Soon);
        Assert.Equal(isTaken ? 1 : 0, server.Counts.Messages);
    }

    [Fact]
    public async Task Handshake_PlainTextOrStall_NeverBecomesASession()
    {
        using X509Certificate2 certificate = _authority.IssueServer();
        await using SyslogCaptureServer server = await StartAsync(new CaptureTlsOptions { Certificate = certificate });
        using TcpClient plain = await ConnectAsync(server);
        await plain.GetStream().WriteAsync(Frame);
        await server.WaitForAsync(counts => counts.FailedHandshakes == 1, Soon);

        server.Stall();
        using TcpClient socket = await ConnectAsync(server);
        Task<SslStream>? handshake = null;
        await Assert.ThrowsAsync<TimeoutException>(() => (handshake = HandshakeAsync(socket)).WaitAsync(TimeSpan.FromMilliseconds(200)));
        server.Resume();
        await using SslStream tls = await handshake!.WaitAsync(Soon);
        Assert.True(tls.IsEncrypted);
    }

    [Fact]
    public async Task StartAsync_CertificateMissing_IsReported()
    {
        ArgumentException missing = await Assert.ThrowsAsync<ArgumentException>(
            () => SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.RelpTls }));

        Assert.StartsWith("Tls is missing. Specify a certificate for the transport RelpTls", missing.Message, StringComparison.Ordinal);
    }

    private static Task<SyslogCaptureServer> StartAsync(CaptureTlsOptions tls) =>
        SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = CaptureTransport.Tls, Tls = tls });

    private static async Task<TcpClient> ConnectAsync(SyslogCaptureServer server)
    {
        TcpClient client = new();
        await client.ConnectAsync(server.EndPoint);
        return client;
    }

    private async Task<SslStream> HandshakeAsync(TcpClient socket, X509Certificate2? client = null, Action<SslPolicyErrors>? onErrors = null)
    {
        SslStream tls = new(socket.GetStream());
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority.Certificate);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = policy,
            ClientCertificates = client is null ? null : [client],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => client!,
            RemoteCertificateValidationCallback = (_, _, _, errors) =>
            {
                onErrors?.Invoke(errors);
                return errors == SslPolicyErrors.None || onErrors is not null;
            },
        });
        return tls;
    }
}
