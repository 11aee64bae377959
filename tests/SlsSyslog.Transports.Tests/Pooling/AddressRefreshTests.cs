using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class AddressRefreshTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly LogLines<TcpTransport> _log = new();
    private volatile string[] _addresses = ["127.0.0.1"];
    private readonly List<TestListener> _listeners = [];
    private readonly List<TcpTransport> _transports = [];
    private int _lookups;

    [Fact]
    public async Task SendAsync_AddressIsRemovedFromTheName_NextConnectionUsesAnotherAndNothingIsLost()
    {
        TestListener listener = Listen();
        TcpTransport transport = Make(listener);
        DeliveryTicket first = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer before = await listener.AcceptAsync();
        await before.ReadMessagesAsync(1);

        _addresses = ["::1", "127.0.0.1"];
        await RefreshAsync();
        Assert.Equal(0, _log.Count(109));

        TestListener moved = Listen("127.0.0.2", listener.Port);
        _addresses = ["127.0.0.2"];
        await RefreshAsync();
        await Eventually.TrueAsync(() => _log.Count(109) >= 1, "the removal is logged");
        Assert.Empty(await ReadRestAsync(before));
        TestPeer after = await moved.AcceptAsync();
        before.Close();
        DeliveryTicket second = await transport.SendAsync(Frames.Of("two"), CancellationToken.None);

        Assert.Equal(["two"], await after.ReadMessagesAsync(1));
        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        await after.ReadToEndAsync();
        after.Close();
        await draining.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(first, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(second, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task SendAsync_NewAddressRefuses_KeepsTheConnectionAndTriesAgain()
    {
        TestListener listener = Listen();
        TcpTransport transport = Make(listener);
        await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        _addresses = ["127.0.0.2"];
        for (int attempt = 1; attempt <= 2; attempt++)
        {
            int expected = attempt;
            await RefreshAsync();
            await Eventually.TrueAsync(() => _log.Count(106) >= expected, "the attempt failed");
        }

        await transport.SendAsync(Frames.Of("two"), CancellationToken.None);
        Assert.Equal(["one", "two"], await peer.ReadMessagesAsync(2));
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task SendAsync_NameCannotBeResolvedAnyMore_KeepsTheConnection()
    {
        TestListener listener = Listen();
        TcpTransport transport = Make(listener);
        await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        _addresses = [];
        await RefreshAsync();
        await transport.SendAsync(Frames.Of("two"), CancellationToken.None);

        Assert.Equal(["one", "two"], await peer.ReadMessagesAsync(2));
        Assert.False(listener.TryAccept(out _));
    }

    [Theory]
    [InlineData("siem.test", false)]
    [InlineData("127.0.0.1", true)]
    public async Task SendAsync_NoIntervalOrNoName_DoesNotResolveAgain(string host, bool hasInterval)
    {
        TestListener listener = Listen();
        TcpTransport transport = Make(listener, host, hasInterval);
        await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        int before = Volatile.Read(ref _lookups);

        _timeProvider.Advance(10 * Interval);
        await transport.SendAsync(Frames.Of("two"), CancellationToken.None);

        Assert.Equal(before, Volatile.Read(ref _lookups));
    }

    [Fact]
    public async Task SendAsync_UdpAddressIsRemoved_DatagramsGoToTheNewAddress()
    {
        using Socket before = Receive("127.0.0.1", 0);
        int port = ((IPEndPoint)before.LocalEndPoint!).Port;
        using Socket after = Receive("127.0.0.2", port);
        UdpTransportOptions options = new()
        {
            Servers = [new SyslogServer(SyslogScheme.Udp, "siem.test", port)],
            ResolveAfter = TimeSpan.FromSeconds(1),
            Lookup = LookUpAsync,
        };
        await using UdpTransport transport = new(options);
        await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        byte[] buffer = new byte[100];
        Assert.Equal(3, await before.ReceiveAsync(buffer).WaitAsync(Eventually.Deadline));

        _addresses = ["127.0.0.2"];
        Task<int> receiving = after.ReceiveAsync(buffer);
        while (!receiving.IsCompleted)
        {
            await transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
            await Task.WhenAny(receiving, Task.Delay(50)).WaitAsync(Eventually.Deadline);
        }

        Assert.Equal(2, transport.GetServers()[0].Connects);
    }

    // The clock does not move while a transport is disposed, so that it would wait for peers that are still open, for example of a test that failed.
    public async ValueTask DisposeAsync()
    {
        foreach (TestListener listener in _listeners)
        {
            await listener.DisposeAsync();
        }

        foreach (TcpTransport transport in _transports)
        {
            await transport.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);
        }
    }

    private TestListener Listen(string address = "127.0.0.1", int port = 0)
    {
        TestListener listener = new(address: address, port: port);
        _listeners.Add(listener);
        return listener;
    }

    private TcpTransport Make(TestListener listener, string host = "siem.test", bool hasInterval = true)
    {
        TcpTransportOptions options = new()
        {
            Servers = [new SyslogServer(SyslogScheme.Tcp, host, listener.Port)],
            ResolveAfter = hasInterval ? Interval : null,
            DrainTimeout = TimeSpan.FromHours(10),
            Lookup = LookUpAsync,
        };
        TcpTransport transport = new(options, _timeProvider, _log);
        _transports.Add(transport);
        return transport;
    }

    private Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        Assert.Equal("siem.test", host);
        Interlocked.Increment(ref _lookups);
        return Task.FromResult(_addresses.Select(IPAddress.Parse).ToArray());
    }

    // Two lookups, so that the second one began after the call.
    private async Task RefreshAsync()
    {
        int end = Volatile.Read(ref _lookups) + 2;
        await Eventually.TrueAsync(() =>
        {
            bool isDone = Volatile.Read(ref _lookups) >= end;
            if (!isDone)
            {
                _timeProvider.Advance(Interval);
            }

            return isDone;
        });
    }

    private static async Task<List<string>> ReadRestAsync(TestPeer peer)
    {
        int read = peer.Messages.Count;
        return (await peer.ReadToEndAsync())[read..];
    }

    private static Socket Receive(string address, int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        return socket;
    }
}
