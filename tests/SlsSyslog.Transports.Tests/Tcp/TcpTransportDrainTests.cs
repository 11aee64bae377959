namespace SlsSyslog.Transports.Tests;

public sealed class TcpTransportDrainTests
{
    private static readonly TimeSpan LongWindow = TimeSpan.FromMinutes(5);
    private readonly LogLines<TcpTransport> _log = new();

    [Fact]
    public async Task DrainAsync_PeerReadsToTheEnd_SettlesAtOnce()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();
        Assert.False(confirming.IsCompleted);
        TestPeer peer = await listener.AcceptAsync();

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        Assert.Equal(["one"], await peer.ReadToEndAsync());
        peer.Close();

        await draining.WaitAsync(Eventually.Deadline);
        await confirming.WaitAsync(Eventually.Deadline);
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task DrainAsync_CleanCloseBetweenBreaks_DelayDoesNotIncrease()
    {
        // Fifteen delays that double would take more than a minute.
        const int Breaks = 15;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, maxReconnectDelay: TimeSpan.FromMinutes(2));

        async Task BreakAndDrainAsync()
        {
            await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
            (await listener.AcceptAsync()).Reset();
            await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
            TestPeer peer = await listener.AcceptAsync();
            Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
            await peer.ReadToEndAsync();
            peer.Close();
            await draining;
        }

        for (int i = 0; i < Breaks; i++)
        {
            await BreakAndDrainAsync().WaitAsync(Eventually.Deadline);
        }
    }

    [Fact]
    public async Task DrainAsync_PeerDiesWithUnreadBytes_Fails()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        peer.Close();

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(() => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task DrainAsync_PeerDoesNotClose_CountsAsBroken()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, drainTimeout: TimeSpan.FromMilliseconds(50));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        await peer.ReadMessagesAsync(1);

        await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<SyslogTransportException>(() => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask());
        Assert.Contains("did not close", _log.Lines.Single(line => line.Id == 101).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_CallerCancels_CloseContinues()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        using CancellationTokenSource cancellation = new();
        Task draining = transport.DrainAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => draining);

        await peer.ReadToEndAsync();
        peer.Close();

        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    // The receiver accepts and never reads. Its system acknowledges everything, and the settle window passes before the drain.
    [Fact]
    public async Task DrainAsync_SettledButTheServerDoesNotClose_CloseIsUnanswered()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, drainTimeout: TimeSpan.FromMilliseconds(50), settleWindow: TimeSpan.Zero);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.False(transport.IsCloseUnanswered(ticket));

        await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        Assert.True(transport.IsCloseUnanswered(ticket));
    }

    [Fact]
    public async Task DrainAsync_SettleWindowPassesWhileTheServerDoesNotClose_SettlesNothing()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(
            listener, drainTimeout: TimeSpan.FromSeconds(2), settleWindow: TimeSpan.FromMilliseconds(500));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();

        await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
        Assert.True(transport.IsCloseUnanswered(ticket));
    }

    [Fact]
    public async Task DrainAsync_SettledAndTheServerCloses_IsAnswered()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, settleWindow: TimeSpan.Zero);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        TestPeer peer = await listener.AcceptAsync();

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        Assert.Equal(["one"], await peer.ReadToEndAsync());
        peer.Close();

        await draining.WaitAsync(Eventually.Deadline);
        Assert.False(transport.IsCloseUnanswered(ticket));
    }

    [Fact]
    public async Task DrainAsync_RepeatedlyWhileOthersSend_NothingIsMissing()
    {
        const int Senders = 4;
        const int PerSender = 300;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener);
        Task<List<string>> receiving = ReceiveAllAsync(listener, Senders * PerSender);

        Task[] sending = [.. Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAndDrainAsync(sender)))];
        await Task.WhenAll(sending).WaitAsync(Eventually.Deadline);
        List<string> received = await receiving.WaitAsync(Eventually.Deadline);

        Assert.Equal(Senders * PerSender, received.Count);
        Assert.Equal(Senders * PerSender, received.Distinct().Count());

        async Task SendAndDrainAsync(int sender)
        {
            for (int i = 0; i < PerSender; i++)
            {
                DeliveryTicket ticket = await transport.SendAsync(Frames.Numbered($"{(char)('a' + sender)}", i, 1), CancellationToken.None);
                if (i % 50 == 49)
                {
                    await transport.DrainAsync(CancellationToken.None);
                    await transport.ConfirmAsync(ticket, CancellationToken.None);
                }
            }
        }
    }

    [Fact]
    public async Task DisposeAsync_UnsettledBytes_AreClosedCleanly()
    {
        await using TestListener listener = new();
        TcpTransport transport = Make(listener);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        Task disposing = transport.DisposeAsync().AsTask();
        Assert.Equal(["one"], await peer.ReadToEndAsync());
        peer.Close();

        await disposing.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(ticket, CancellationToken.None);
        await transport.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task DisposeAsync_SendersStuckAndWaiting_AllEnd()
    {
        await using TestListener listener = new();
        TcpTransport transport = Make(listener, drainTimeout: TimeSpan.FromMilliseconds(50));
        Task<DeliveryTicket> stuck = transport.SendAsync(Frames.Numbered("a", 0, 40_000, Frames.LargeBytes), CancellationToken.None).AsTask();
        await listener.AcceptAsync();
        Task<DeliveryTicket> waiting = transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();

        await transport.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => stuck.WaitAsync(Eventually.Deadline));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task DisposeAsync_WhileConnecting_EndsTheSend()
    {
        await using TestListener listener = new(start: false);
        TcpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => _log.Count(102) == 1, "the refusal is logged");

        await transport.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => sending.WaitAsync(Eventually.Deadline));
    }

    private static async Task<List<string>> ReceiveAllAsync(TestListener listener, int count)
    {
        List<string> received = [];
        while (received.Count < count)
        {
            TestPeer peer = await listener.AcceptAsync();
            received.AddRange(await peer.ReadToEndAsync());
            peer.Close();
        }

        return received;
    }

    private TcpTransport Make(
        TestListener listener, TimeSpan? drainTimeout = null, TimeSpan? settleWindow = null, TimeSpan? maxReconnectDelay = null) => new(
        new TcpTransportOptions
        {
            Servers = [listener.Server],
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            MaxReconnectDelay = maxReconnectDelay ?? TimeSpan.FromSeconds(10),
            DrainTimeout = drainTimeout ?? TimeSpan.FromSeconds(20),
            SettleWindow = settleWindow ?? LongWindow,
        },
        logger: _log);
}
