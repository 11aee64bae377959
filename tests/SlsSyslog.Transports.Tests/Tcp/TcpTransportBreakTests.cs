using System.Globalization;

namespace SlsSyslog.Transports.Tests;

/// <summary>Connections that end in every way they can: nothing is missing, no frame is torn, no ticket is confirmed that should not be.</summary>
public sealed class TcpTransportBreakTests
{
    private static readonly TimeSpan LongWindow = TimeSpan.FromMinutes(5);
    private readonly LogLines<TcpTransport> _log = new();

    [Fact]
    public async Task SendAsync_ResetInTheMiddleOfABuffer_AllOfItArrivesOnTheNextConnection()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, TimeSpan.FromMilliseconds(20));

        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 40_000, Frames.LargeBytes), CancellationToken.None).AsTask();
        TestPeer first = await listener.AcceptAsync();
        await first.ReadBytesAsync(100_000);
        first.Reset();
        TestPeer second = await listener.AcceptAsync();
        List<string> received = await second.ReadMessagesAsync(40_000);

        Assert.Equal(Enumerable.Range(0, 40_000), received.Select(message => int.Parse(message.AsSpan(2, 6), CultureInfo.InvariantCulture)));
        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(1, _log.Count(101));
        await Eventually.TrueAsync(() => _log.Count(103) == 1, "the recovery is logged");
    }

    [Theory]
    [InlineData("reset", "reset the connection")]
    [InlineData("close", "closed the connection")]
    [InlineData("half-close", "closed the connection")]
    public async Task ConfirmAsync_BreakInsideTheSettleWindow_Fails(string end, string reason)
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, LongWindow);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        await peer.ReadMessagesAsync(1);
        Task waiting = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);

        End(peer, end);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(() => waiting.WaitAsync(Eventually.Deadline));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => _log.Count(101) == 1, "the loss is logged");
        Assert.Contains(reason, _log.Lines.Single(line => line.Id == 101).Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<SyslogTransportException>(() => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask());
        DeliveryTicket again = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        Assert.Equal(["one"], await (await listener.AcceptAsync()).ReadMessagesAsync(1));
        Assert.NotEqual(ticket.Carrier, again.Carrier);
    }

    [Fact]
    public async Task ConfirmAsync_PeerReadsNothingAndResets_Fails()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, LongWindow);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        // The peer's kernel has acknowledged the bytes, but its process has read nothing: only the settle window delays this ticket.
        peer.Reset();

        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
    }

    [Fact]
    public async Task ConfirmAsync_SettledBeforeTheBreak_StaysSettled()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, TimeSpan.FromMilliseconds(1));
        DeliveryTicket ticket = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        await peer.ReadMessagesAsync(1);
        await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        peer.Reset();
        await Eventually.TrueAsync(() => _log.Count(101) == 1, "the break is noticed while nothing is sent");

        await transport.ConfirmAsync(ticket, CancellationToken.None);
    }

    [Fact]
    public async Task ConfirmAsync_PeerStalls_NotProvenUntilItReads()
    {
        await using TestListener listener = new(receiveBufferBytes: 8192);
        await using TcpTransport transport = Make(listener, TimeSpan.Zero);
        DeliveryTicket ticket = await transport.SendAsync(Frames.Numbered("a", 0, 500, bytes: 1000), CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();
        Task confirming = transport.ConfirmAsync(ticket, CancellationToken.None).AsTask();

        // Everything was written, but the peer's receive window accepts only a small part at a time.
        await peer.ReadMessagesAsync(400);
        Assert.False(confirming.IsCompleted);
        Assert.Equal(500, (await peer.ReadMessagesAsync(500)).Count);

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_PeerNeverReads_BreaksAfterTheTimeout()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, LongWindow, writeTimeout: TimeSpan.FromSeconds(1));
        DeliveryTicket early = await transport.SendAsync(Frames.Of("early"), CancellationToken.None);

        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 40_000, Frames.LargeBytes), CancellationToken.None).AsTask();
        TestPeer first = await listener.AcceptAsync();
        TestPeer second = await listener.AcceptAsync();
        List<string> received = await second.ReadMessagesAsync(40_000);
        await sending.WaitAsync(Eventually.Deadline);

        Assert.Equal(40_000, received.Count);
        await Assert.ThrowsAsync<SyslogTransportException>(() => transport.ConfirmAsync(early, CancellationToken.None).AsTask());
        first.Dispose();
    }

    [Fact]
    public async Task SendAsync_CanceledDuringAWrite_OthersGetNoTornFrame()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, LongWindow);
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> stuck = transport.SendAsync(Frames.Numbered("a", 0, 40_000, Frames.LargeBytes), cancellation.Token).AsTask();
        TestPeer first = await listener.AcceptAsync();
        Task<DeliveryTicket> next = transport.SendAsync(Frames.Of("next"), CancellationToken.None).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck.WaitAsync(Eventually.Deadline));
        Assert.Equal(["next"], await (await listener.AcceptAsync()).ReadMessagesAsync(1));
        await next;
        first.Dispose();
    }

    [Fact]
    public async Task SendAsync_CanceledWhileWaiting_DoesNotAffectOthers()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, LongWindow);
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> first = transport.SendAsync(Frames.Numbered("a", 0, 40_000, Frames.LargeBytes), CancellationToken.None).AsTask();
        TestPeer peer = await listener.AcceptAsync();
        Task<DeliveryTicket> leaving = transport.SendAsync(Frames.Of("leaving"), cancellation.Token).AsTask();
        Task<DeliveryTicket> last = transport.SendAsync(Frames.Of("last"), CancellationToken.None).AsTask();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.WaitAsync(Eventually.Deadline));
        List<string> received = await peer.ReadMessagesAsync(40_001);

        Assert.Equal("last", received[^1]);
        Assert.DoesNotContain("leaving", received);
        await first;
        await last;
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task SendAsync_ServerAcceptsAndClosesRepeatedly_DelayIncreases()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = new(
            new TcpTransportOptions { Servers = [listener.Server], ReconnectDelay = TimeSpan.FromMilliseconds(8), SettleWindow = LongWindow },
            logger: _log);
        using CancellationTokenSource stop = new();
        Task sending = SendUntilCanceledAsync();

        for (int i = 0; i < 7; i++)
        {
            (await listener.AcceptAsync()).Close();
        }

        await Eventually.TrueAsync(() => Losses().Length >= 7, "seven losses are logged");
        await stop.CancelAsync();
        await sending;

        Assert.InRange(_log.Count(101), 1, 3);
        Assert.Equal(0, _log.Count(103));
        double[] delays = [.. Losses().Take(7).Select(text => DelayOf(text).TotalMilliseconds)];
        for (int i = 0; i < delays.Length; i++)
        {
            Assert.InRange(delays[i], 4 << i, 8 << i);
        }

        // The first loss for a reason is a warning; its repetitions are logged at debug level.
        string[] Losses() => [.. _log.Lines.Where(line => line.Id is 101 or 107).Select(line => line.Text)];

        async Task SendUntilCanceledAsync()
        {
            try
            {
                while (true)
                {
                    await transport.SendAsync(Frames.Of("x"), stop.Token);
                    await Task.Delay(1, stop.Token);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    private static TimeSpan DelayOf(string line)
    {
        string text = line[(line.IndexOf("Reconnecting in ", StringComparison.Ordinal) + "Reconnecting in ".Length)..].TrimEnd('.');
        string[] words = text.Split(' ');
        double count = double.Parse(words[0], CultureInfo.InvariantCulture);
        return words[1] == "ms" ? TimeSpan.FromMilliseconds(count) : TimeSpan.FromSeconds(count);
    }

    private static void End(TestPeer peer, string end)
    {
        switch (end)
        {
            case "reset":
                peer.Reset();
                break;
            case "close":
                peer.Close();
                break;
            default:
                peer.ShutdownSend();
                break;
        }
    }

    private TcpTransport Make(TestListener listener, TimeSpan settleWindow, TimeSpan? writeTimeout = null) => new(
        new TcpTransportOptions
        {
            Servers = [listener.Server],

            // Less than the tests send to a peer that does not read.
            SendBufferBytes = 512 * 1024,
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            WriteTimeout = writeTimeout ?? TimeSpan.FromSeconds(30),
            DrainTimeout = TimeSpan.FromMilliseconds(100),
            SettleWindow = settleWindow,
        },
        logger: _log);
}
