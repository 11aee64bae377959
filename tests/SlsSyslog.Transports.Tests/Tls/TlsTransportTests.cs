using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TlsTransportTests : IDisposable
{
    private static readonly TimeSpan LongWindow = TimeSpan.FromMinutes(5);
    private readonly CertificateFolder _certificates = new();
    private readonly LogLines<TcpTransport> _log = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task SendAsync_TrustedServer_ArrivesAndConfirmsByItsCiphertext()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath }, settleWindow: TimeSpan.Zero);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 20_000), CancellationToken.None).AsTask();
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);

        List<string> received = await peer.ReadMessagesAsync(20_000);

        Assert.Equal(Enumerable.Range(0, 20_000), received.Select(message => int.Parse(message.AsSpan(2, 6))));
        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        DeliveryTicket second = await transport.SendAsync(Frames.Of("more"), CancellationToken.None);
        Assert.Equal(20_001, (await peer.ReadMessagesAsync(20_001)).Count);
        await transport.ConfirmAsync(second, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    [Theory]
    [InlineData("other-authority", "is not trusted")]
    [InlineData("other-name", "is not for localhost")]
    [InlineData("expired", "is not trusted")]
    [InlineData("not-pinned", "does not match a pinned fingerprint")]
    public async Task SendAsync_InvalidServerCertificate_IsRejectedBeforeAnythingIsSent(string what, string reason)
    {
        using CertificateFolder others = new();
        using X509Certificate2 server = what switch
        {
            "other-authority" => others.Authority.IssueServer(),
            "other-name" => _certificates.Authority.IssueServer("elsewhere.example"),
            "expired" => _certificates.Authority.IssueServer(isExpired: true),
            _ => _certificates.Authority.IssueServer(),
        };
        TlsOptions tls = new()
        {
            TrustedCertificatesPath = _certificates.AuthorityPath,
            PinnedFingerprints = what == "not-pinned" ? ["sha-1:" + new string('0', 40)] : [],
        };
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, tls);
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("secret"), cancellation.Token).AsTask();

        await TlsPeer.AcceptRejectedAsync(listener, server);

        await Eventually.TrueAsync(() => _log.Count(102) >= 1, "the rejection is logged");
        Assert.Contains(reason, _log.Lines.First(line => line.Id == 102).Text, StringComparison.Ordinal);
        Assert.Equal(0, _log.Count(100));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [InlineData("sha-1")]
    [InlineData("SHA1")]
    [InlineData("sha-256")]
    [InlineData("SHA256")]
    [InlineData("spki-sha-256")]
    public async Task SendAsync_PinnedServer_IsAcceptedWithAnyIssuer(string label)
    {
        using CertificateFolder others = new();
        using X509Certificate2 server = others.Authority.IssueClient("elsewhere.example", isExpired: true);
        string pin = label switch
        {
            "spki-sha-256" => "spki-sha-256:" + Convert.ToBase64String(SHA256.HashData(server.PublicKey.ExportSubjectPublicKeyInfo())),
            "sha-1" or "SHA1" => label + ":" + Colons(server.GetCertHash(HashAlgorithmName.SHA1)),
            _ => label + ":" + Colons(server.GetCertHash(HashAlgorithmName.SHA256)),
        };
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, new TlsOptions { PinnedFingerprints = [pin] });
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("hello"), CancellationToken.None).AsTask();
        TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);

        Assert.Equal(["hello"], await peer.ReadMessagesAsync(1));
        await sending;
    }

    [Fact]
    public async Task SendAsync_ClientCertificate_IsPresentedAndReadAgainForEachConnection()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        using X509Certificate2 old = _certificates.Authority.IssueClient("old.example");
        using X509Certificate2 renewed = _certificates.Authority.IssueClient("new.example");
        string path = _certificates.Write("client.pem", CertificateFolder.ToPem(old) + _certificates.Authority.Certificate.ExportCertificatePem());
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath, ClientCertificatePath = path });
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        TlsPeer first = await TlsPeer.AcceptAsync(listener, server, (_, certificate, _, _) => certificate is not null);
        await first.ReadMessagesAsync(1);
        Assert.Equal("CN=old.example", first.ClientCertificate?.Subject);
        await sending;

        _certificates.Write("client.pem", renewed.Export(X509ContentType.Pfx));
        await first.CloseAsync();
        await Eventually.TrueAsync(() => _log.Count(101) == 1, "the loss is logged");
        sending = transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();
        TlsPeer second = await TlsPeer.AcceptAsync(listener, server, (_, certificate, _, _) => certificate is not null);
        await second.ReadMessagesAsync(1);

        Assert.Equal("CN=new.example", second.ClientCertificate?.Subject);
        await sending;
    }

    // When a host starts, an expired certificate is an error (TlsOptionsTests). Later the clock of this system does not end the delivery.
    [Fact]
    public async Task SendAsync_ClientCertificateExpiresAfterTheStart_IsPresentedAndTheServerDecides()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        using X509Certificate2 valid = _certificates.Authority.IssueClient("client.example");
        using X509Certificate2 expired = _certificates.Authority.IssueClient("client.example", isExpired: true);
        string path = _certificates.Write("client.pem", CertificateFolder.ToPem(valid));
        TlsOptions tls = new() { TrustedCertificatesPath = _certificates.AuthorityPath, ClientCertificatePath = path };
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, tls);
        _certificates.Write("client.pem", CertificateFolder.ToPem(expired));
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();

        TlsPeer peer = await TlsPeer.AcceptAsync(listener, server, (_, certificate, _, _) => certificate is not null);

        Assert.Equal(expired.SerialNumber, peer.ClientCertificate?.GetSerialNumberString());
        Assert.Equal(["one"], await peer.ReadMessagesAsync(1));
        await sending;
    }

    [Fact]
    public async Task ConfirmAsync_ServerRejectsTheClientCertificateAfterTheHandshake_Fails()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath });
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), cancellation.Token).AsTask();

        // TLS 1.3: the client's handshake is complete, and its first write may succeed, before the server looks at the certificate.
        await Assert.ThrowsAsync<AuthenticationException>(
            () => TlsPeer.AcceptAsync(listener, server, (_, certificate, _, _) => certificate is not null));
        await Eventually.TrueAsync(() => _log.Count(101) >= 1, "the loss is logged");
        await cancellation.CancelAsync();

        await Task.WhenAny(sending).WaitAsync(Eventually.Deadline);
        if (sending.IsCompletedSuccessfully)
        {
            DeliveryTicket ticket = await sending;
            await Assert.ThrowsAsync<SyslogTransportException>(
                () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        }
        else
        {
            // The rejection came before the write, so the send continued on a new connection.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }
    }

    [Fact]
    public async Task DrainAsync_PeerReadsToTheEnd_SendsCloseNotifyAndLosesNothing()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath }, drainTimeout: TimeSpan.FromSeconds(20));
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 2000), CancellationToken.None).AsTask();
        TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);
        DeliveryTicket ticket = await sending;

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        Assert.Equal(2000, (await peer.ReadToEndAsync()).Count);
        await peer.CloseAsync();

        await draining.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(ticket, CancellationToken.None);
        Assert.Equal(0, _log.Count(101));
    }

    // A receiver that stops sends a close_notify on all connections, even if it has not read them to their end.
    [Fact]
    public async Task DrainAsync_PeerSendsCloseNotifyWithUnreadBytes_Fails()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath }, drainTimeout: TimeSpan.FromSeconds(20));
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);
        DeliveryTicket ticket = await sending;

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        await peer.ShutdownSendAsync();
        await Eventually.TrueAsync(peer.HasRemoteReadEverything, "the transport has read the close_notify");
        peer.Abandon();

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
    }

    // Both sides close at the same time: the end of the receiver must not count as its answer.
    [Fact]
    public async Task DrainAsync_PeerClosesAtTheSameTimeWithoutReadingTheCloseNotify_Fails()
    {
        const int Attempts = 100;
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        for (int i = 0; i < Attempts; i++)
        {
            await using TcpTransport transport = Make(
                listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath }, drainTimeout: TimeSpan.FromSeconds(20));
            Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
            TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);
            DeliveryTicket ticket = await sending;
            await peer.ReadMessagesAsync(1);

            Task draining = Task.Run(() => transport.DrainAsync(CancellationToken.None).AsTask());
            await peer.CloseAsync();
            await draining.WaitAsync(Eventually.Deadline);

            await Assert.ThrowsAsync<SyslogTransportException>(
                () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        }
    }

    [Fact]
    public async Task DrainAsync_PeerHalfClosedFirstAndReadsNothing_NothingSettles()
    {
        const int Attempts = 50;
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        for (int i = 0; i < Attempts; i++)
        {
            await using TcpTransport transport = Make(
                listener, new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath }, drainTimeout: TimeSpan.FromSeconds(20));
            Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
            TlsPeer peer = await TlsPeer.AcceptAsync(listener, server);
            DeliveryTicket ticket = await sending;

            await peer.HalfCloseAsync();
            await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

            await Assert.ThrowsAsync<SyslogTransportException>(
                () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        }
    }

    [Fact]
    public async Task SendAsync_PlainListener_HandshakeTimesOut()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, new TlsOptions { HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), cancellation.Token).AsTask();

        await Eventually.TrueAsync(() => _log.Count(102) >= 1, "the failure is logged");

        Assert.Contains("a plain TCP listener does not respond", _log.Lines.First(line => line.Id == 102).Text, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public async Task SendAsync_RelpOverTls_IsAcknowledged()
    {
        using X509Certificate2 server = _certificates.Authority.IssueServer();
        await using TestListener listener = new();
        await using RelpTransport transport = new(new RelpTransportOptions
        {
            Servers = [new SyslogServer(SyslogScheme.Relps, "localhost", listener.Port)],
            Tls = new TlsOptions { TrustedCertificatesPath = _certificates.AuthorityPath },
            DrainTimeout = TimeSpan.FromMilliseconds(50),
        });
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of(SyslogFraming.Datagram, ["one", "two"]), CancellationToken.None).AsTask();
        await using SslStream stream = new((await listener.AcceptAsync()).OpenStream());
        await stream.AuthenticateAsServerAsync(server);
        RelpPeer peer = new(stream);
        await peer.OpenAsync();
        await peer.TakeAsync(2);

        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(["one", "two"], peer.Messages);
    }

    private static string Colons(byte[] hash) => string.Join(':', hash.Select(value => value.ToString("X2")));

    private TcpTransport Make(TestListener listener, TlsOptions tls, TimeSpan? settleWindow = null, TimeSpan? drainTimeout = null) => new(
        new TcpTransportOptions
        {
            Servers = [new SyslogServer(SyslogScheme.Tls, "localhost", listener.Port)],
            Tls = tls,
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            DrainTimeout = drainTimeout ?? TimeSpan.FromMilliseconds(50),
            SettleWindow = settleWindow ?? LongWindow,
        },
        logger: _log);
}
