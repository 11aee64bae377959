using System.Security.Cryptography.X509Certificates;

namespace SlsSyslog.Transports.Tests;

/// <summary>What a transport reports about the connections to its servers.</summary>
public sealed class TransportStatusTests : IDisposable
{
    private readonly CertificateFolder _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task GetServers_ConnectionCarriesFramesAndBreaks_CountsBytesAndTheReason()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", listener.Port));
        Assert.Equal((0, 0L), (Status(transport).Connections, Status(transport).Connects));

        await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        await peer.ReadMessagesAsync(1);

        ServerStatus open = Status(transport);
        Assert.Equal((1, 1L), (open.Connections, open.Connects));
        Assert.Equal(5, open.SentBytes);
        Assert.Equal(5, open.UnsettledBytes);
        Assert.Null(open.LastError);

        peer.Reset();
        await Eventually.TrueAsync(() => Status(transport).Connections == 0, "the loss is noticed");

        ServerStatus lost = Status(transport);
        Assert.Equal([new(TransportErrorType.Reset, 1)], lost.Breaks);
        Assert.Equal(0, lost.UnsettledBytes);
        Assert.Contains("reset", lost.LastError, StringComparison.Ordinal);
        Assert.NotNull(lost.LastErrorAt);
    }

    [Fact]
    public async Task GetServers_NothingListens_CountsTheFailedAttempts()
    {
        int port;
        await using (TestListener listener = new())
        {
            port = listener.Port;
        }

        await using TcpTransport transport = Make(new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", port));
        using CancellationTokenSource cancel = new();
        Task sending = transport.SendAsync(Frames.Of("one"), cancel.Token).AsTask();

        await Eventually.TrueAsync(() => Status(transport).FailedConnects.GetValueOrDefault(TransportErrorType.Refused) > 1, "attempts are counted");

        Assert.Equal(0, Status(transport).Connects);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task GetServers_TlsConnection_HasTheCertificateAndItsEnd()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            new SyslogServer(SyslogScheme.Tls, "localhost", listener.Port), new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath });
        using X509Certificate2 certificate = _certificates.Authority.IssueServer();
        Task sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        TlsPeer peer = await TlsPeer.AcceptAsync(listener, certificate);
        await peer.ReadMessagesAsync(1);
        await sending;

        Assert.Equal(new DateTimeOffset(certificate.NotAfter), Status(transport).CertificateExpiresAt);
        Assert.Equal(
            $"sha-256:{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(certificate.RawData))} ({certificate.Subject})",
            Status(transport).PeerCertificate?.ToString());
    }

    [Fact]
    public async Task ConfirmAsync_ServerResets_TheExceptionHasTheTypeOfTheError()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", listener.Port));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        await peer.ReadMessagesAsync(1);

        peer.Reset();

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        Assert.Equal(TransportErrorType.Reset, exception.ErrorType);
    }

    private static ServerStatus Status(TcpTransport transport) => Assert.Single(transport.GetServers());

    private static TcpTransport Make(SyslogServer server, TlsOptions? tls = null)
    {
        TcpTransportOptions options = new() { Servers = [server], SettleWindow = TimeSpan.FromMinutes(5), DrainTimeout = TimeSpan.FromSeconds(1) };
        options.Tls.TrustedCertificatesPath = tls?.TrustedCertificatesPath;
        options.ReconnectDelay = TimeSpan.FromMilliseconds(10);
        return new TcpTransport(options);
    }
}
