using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class TcpTransportTests
{
    private readonly LogLines<TcpTransport> _log = new();

    [Fact]
    public async Task SendAsync_OneBuffer_ArrivesAndConfirms()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener.Server);

        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one", "two"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        Assert.Equal(["one", "two"], await peer.ReadMessagesAsync(2));
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(1, _log.Count(100));
    }

    [Fact]
    public async Task SendAsync_EmptyBuffer_NeedsNoConnection()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener.Server);

        DeliveryTicket ticket = await transport.SendAsync(Frames.Of(), CancellationToken.None);
        await transport.ConfirmAsync(ticket, CancellationToken.None);

        Assert.False(listener.TryAccept(out _));
    }

    [Fact]
    public async Task SendAsync_ManySenders_EachInOrderNoFrameTorn()
    {
        const int Senders = 8;
        const int Buffers = 100;
        const int PerBuffer = 20;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener.Server);

        Task[] sending = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendNumberedAsync(sender)))];
        TestPeer peer = await listener.AcceptAsync();
        List<string> received = await peer.ReadMessagesAsync(Senders * Buffers * PerBuffer);
        await Task.WhenAll(sending).WaitAsync(Eventually.Deadline);

        Assert.Equal(0, peer.PartialBytes);
        foreach (IGrouping<string, string> sender in received.GroupBy(message => message[..1]))
        {
            Assert.Equal(Enumerable.Range(0, Buffers * PerBuffer), sender.Select(message => int.Parse(message.AsSpan(2, 6))));
        }

        async Task SendNumberedAsync(int sender)
        {
            DeliveryTicket last = default;
            for (int i = 0; i < Buffers; i++)
            {
                last = await transport.SendAsync(
                    Frames.Numbered($"{(char)('a' + sender)}", i * PerBuffer, PerBuffer, bytes: 50 + (sender * 30)), CancellationToken.None);
            }

            await transport.ConfirmAsync(last, CancellationToken.None);
        }
    }

    [Fact]
    public async Task SendAsync_ServerRefusesThenAccepts_ArrivesAndLogsEachChangeOnce()
    {
        await using TestListener listener = new(start: false);
        await using TcpTransport transport = Make(listener.Server);

        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("patient"), CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => _log.Count(102) == 1, "the refusal is logged");
        Assert.False(sending.IsCompleted);
        Assert.Contains("refused the connection", _log.Lines.Single(line => line.Id == 102).Text, StringComparison.Ordinal);
        listener.Start();
        TestPeer peer = await listener.AcceptAsync();

        Assert.Equal(["patient"], await peer.ReadMessagesAsync(1));
        await transport.ConfirmAsync(await sending, CancellationToken.None);
        Assert.Equal(1, _log.Count(102));
        Assert.Equal(1, _log.Count(103));
    }

    [Fact]
    public async Task SendAsync_FirstServerRefuses_UsesTheSecond()
    {
        await using TestListener down = new(start: false);
        await using TestListener up = new();
        await using TcpTransport transport = Make(down.Server, up.Server);

        await transport.SendAsync(Frames.Of("hello"), CancellationToken.None);

        Assert.Equal(["hello"], await (await up.AcceptAsync()).ReadMessagesAsync(1));
    }

    [Fact]
    public async Task SendAsync_NameThatCannotBeResolved_RetriesUntilCanceledAndReportsTheReason()
    {
        await using TcpTransport transport = Make(SyslogServer.Parse("tcp://no-such-host.invalid:514"));
        using CancellationTokenSource cancellation = new();

        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("x"), cancellation.Token).AsTask();
        await Eventually.TrueAsync(() => _log.Count(102) == 1, "the failure is logged");
        Assert.Contains("cannot be resolved", _log.Lines.Single().Text, StringComparison.Ordinal);
        await cancellation.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Contains("cannot be resolved", Assert.IsType<SyslogTransportException>(exception.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NameWithSeveralAddresses_FindsTheOneThatAccepts()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(new SyslogServer(SyslogScheme.Tcp, "localhost", listener.Port));

        await transport.SendAsync(Frames.Of("hello"), CancellationToken.None);

        Assert.Equal(["hello"], await (await listener.AcceptAsync()).ReadMessagesAsync(1));
    }

    [Fact]
    public async Task ConfirmAsync_TicketOfAnotherTransport_Throws()
    {
        await using TcpTransport transport = Make(SyslogServer.Parse("tcp://127.0.0.1:9"));

        await Assert.ThrowsAsync<ArgumentException>(() => transport.ConfirmAsync(new DeliveryTicket("other", 1), CancellationToken.None).AsTask());
    }

    [Fact]
    public void Constructor_InvalidOptions_ListsEveryError()
    {
        TcpTransportOptions options = new()
        {
            ConnectTimeout = TimeSpan.Zero,
            SendBufferBytes = 12,
            MaxReconnectDelay = TimeSpan.FromMilliseconds(1),
            SettleWindow = TimeSpan.FromSeconds(-1),
            Confirmation = (DeliveryConfirmation)77,
        };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new TcpTransport(options));

        string[] invalid = [.. options.Validate().Select(error => error.Path)];
        Assert.Equal(["Confirmation", "ConnectTimeout", "MaxReconnectDelay", "SendBufferBytes", "Servers", "SettleWindow"], invalid);
        Assert.All(invalid, option => Assert.Contains(option, exception.Message, StringComparison.Ordinal));
    }

    private TcpTransport Make(params SyslogServer[] servers) => new(
        new TcpTransportOptions
        {
            Servers = servers,
            ReconnectDelay = TimeSpan.FromMilliseconds(10),
            MaxReconnectDelay = TimeSpan.FromMilliseconds(50),
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            SettleWindow = TimeSpan.FromMilliseconds(20),
        },
        logger: _log);
}
