using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class UdpTransportTests
{
    private readonly LogLines<UdpTransport> _log = new();

    [Theory]
    [InlineData(SyslogFraming.Datagram)]
    [InlineData(SyslogFraming.OctetCounting)]
    [InlineData(SyslogFraming.LineFeed)]
    public async Task SendAsync_Messages_AreOneDatagramEachWithoutFraming(SyslogFraming framing)
    {
        using Socket receiver = Bind(0);
        await using UdpTransport transport = Make(receiver);

        DeliveryTicket ticket = await transport.SendAsync(Frames.Of(framing, ["<14>1 one", "<14>1 zwei ü"]), CancellationToken.None);

        Assert.Equal("<14>1 one", await ReceiveAsync(receiver));
        Assert.Equal("<14>1 zwei ü", await ReceiveAsync(receiver));
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_MessageOverTheLimit_IsTruncatedAtACharacterAndCounted()
    {
        using Socket receiver = Bind(0);
        await using UdpTransport transport = Make(receiver, maxDatagramBytes: 480);

        await transport.SendAsync(Frames.Of(new string('x', 478) + "日本"), CancellationToken.None);

        Assert.Equal(new string('x', 478), await ReceiveAsync(receiver));
        Assert.Equal(1, transport.TruncatedCount);
    }

    [Fact]
    public async Task ConfirmAsync_NoListener_FailsAndNextSendReachesTheNewListener()
    {
        int port;
        using (Socket probe = Bind(0))
        {
            port = ((IPEndPoint)probe.LocalEndPoint!).Port;
        }

        await using UdpTransport transport = new(
            new UdpTransportOptions
            {
                Servers = [new SyslogServer(SyslogScheme.Udp, "127.0.0.1", port)],
                ReconnectDelay = TimeSpan.FromMilliseconds(5),
                SettleWindow = TimeSpan.FromMinutes(1),
            },
            logger: _log);
        DeliveryTicket lost = await transport.SendAsync(Frames.Of("lost"), CancellationToken.None);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(lost, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        Assert.Contains("refused", exception.Message, StringComparison.Ordinal);
        Assert.True(transport.RefusedCount > 0);
        using Socket receiver = Bind(port);
        await transport.SendAsync(Frames.Of("found"), CancellationToken.None);
        Assert.Equal("found", await ReceiveAsync(receiver));
    }

    [Fact]
    public async Task DrainAsync_Unsettled_WaitsForTheSettleWindow()
    {
        FakeTimeProvider timeProvider = new();
        using Socket receiver = Bind(0);
        await using UdpTransport transport = Make(receiver, settleWindow: TimeSpan.FromMinutes(5), timeProvider: timeProvider);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();

        timeProvider.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        Assert.False(draining.IsCompleted);
        Assert.False(confirming.IsCompleted);
        await Eventually.TrueAsync(() => Advance(timeProvider, draining), "the drain ends after the window");
        await confirming.WaitAsync(Eventually.Deadline);
    }

    // The refusal of a remote system arrives after a round trip: here the socket breaks while it drains.
    [Fact]
    public async Task DrainAsync_RefusedWhileDraining_Fails()
    {
        FakeTimeProvider timeProvider = new();
        using Socket receiver = Bind(0);
        using Socket sender = Bind(0);
        await sender.ConnectAsync(receiver.LocalEndPoint!);
        UdpTransportOptions options = new() { SettleWindow = TimeSpan.FromMinutes(5) };
        UdpConnection connection = new(
            new SocketLink(sender), new ServerConnections(new SyslogServer(SyslogScheme.Udp, "127.0.0.1", 514), timeProvider), options, timeProvider, new UdpCounts());
        connection.Start((_, _) => { });
        DeliveryTicket ticket = (await connection.SendAsync(Frames.Of("one"), 0, CancellationToken.None)).Ticket!.Value;
        Task draining = connection.DrainAsync(settleAtOnce: true);

        connection.Break("the server refused the connection", cause: null);

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(() => ConnectionPool.ConfirmAsync(ticket, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task ConfirmAsync_ReceiverSendsEmptyDatagrams_SettlesAndARefusalIsStillNoticed()
    {
        using Socket receiver = Bind(0);
        await using UdpTransport transport = Make(receiver, settleWindow: TimeSpan.FromMilliseconds(500));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        SocketReceiveFromResult received = await receiver.ReceiveFromAsync(new byte[100], new IPEndPoint(IPAddress.Any, 0));
        for (int i = 0; i < 3; i++)
        {
            await receiver.SendToAsync(Array.Empty<byte>(), received.RemoteEndPoint);
        }

        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        receiver.Dispose();
        ticket = await transport.SendAsync(Frames.Of("two"), CancellationToken.None);

        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        await Eventually.TrueAsync(() => _log.Count(101) == 1, "only the refusal is logged as a loss");
    }

    private static bool Advance(FakeTimeProvider timeProvider, Task task)
    {
        timeProvider.Advance(TimeSpan.FromSeconds(1));
        return task.IsCompleted;
    }

    private static Socket Bind(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static async Task<string> ReceiveAsync(Socket receiver)
    {
        byte[] buffer = new byte[65536];
        int read = await receiver.ReceiveAsync(buffer).WaitAsync(Eventually.Deadline);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private UdpTransport Make(Socket receiver, int maxDatagramBytes = 8192, TimeSpan? settleWindow = null, FakeTimeProvider? timeProvider = null) => new(
        new UdpTransportOptions
        {
            Servers = [new SyslogServer(SyslogScheme.Udp, "127.0.0.1", ((IPEndPoint)receiver.LocalEndPoint!).Port)],
            MaxDatagramBytes = maxDatagramBytes,
            SettleWindow = settleWindow ?? TimeSpan.FromMilliseconds(20),
        },
        timeProvider,
        _log);
}
