using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

public sealed class RelpTransportTests
{
    private readonly LogLines<RelpTransport> _log = new();

    [Fact]
    public async Task SendAsync_Messages_AreFramedAndSettleWithTheirResponses()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(
            Frames.Of(SyslogFraming.Datagram, ["<14>1 - - - - - -", "two\nlines"]), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        Task confirming = transport.ConfirmAsync(await sending, CancellationToken.None).AsTask();

        Assert.Equal((2, "syslog", "<14>1 - - - - - -"), await peer.ReadAsync());
        Assert.Equal((3, "syslog", "two\nlines"), await peer.ReadAsync());
        await peer.RespondAsync(2);
        Assert.False(confirming.IsCompleted);
        await peer.RespondAsync(3);

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_WindowFull_WaitsForResponses()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener, window: 10);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 35), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);

        for (int i = 0; i < 10; i++)
        {
            await peer.ReadAsync();
        }

        // The transport writes as many messages at once as the window allows, so more than ten would have arrived together.
        Assert.Equal(0, peer.UnreadBytes);
        Task<(int Number, string Command, string Data)> eleventh = peer.ReadAsync();
        Assert.False(eleventh.IsCompleted);
        Assert.False(sending.IsCompleted);
        for (int number = 2; number < 12; number++)
        {
            await peer.RespondAsync(number);
        }

        (int Number, string Command, string Data) next = await eleventh.WaitAsync(Eventually.Deadline);
        await peer.RespondAsync(next.Number);
        await peer.TakeAsync(24);
        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Equal(Enumerable.Range(0, 35), peer.Messages.Select(message => int.Parse(message.AsSpan(2, 6))));
    }

    [Fact]
    public async Task SendAsync_BreakInTheMiddle_ResendsFromTheFirstUnacknowledged()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener, window: 10);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Numbered("a", 0, 30), CancellationToken.None).AsTask();
        TestPeer socket = await listener.AcceptAsync();
        RelpPeer first = new(socket.OpenStream());
        await first.OpenAsync();
        await first.TakeAsync(7);
        await first.ReadAsync();
        socket.Close();

        RelpPeer second = await AcceptAsync(listener);
        await second.TakeAsync(23);
        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        Assert.Equal(Enumerable.Range(7, 23), second.Messages.Select(message => int.Parse(message.AsSpan(2, 6))));
        Assert.Equal(Enumerable.Range(2, 23), second.Frames.Where(frame => frame.Command == "syslog").Select(frame => frame.Number));
    }

    [Fact]
    public async Task ConfirmAsync_ServerClosesWithoutAResponse_Fails()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        Task confirming = transport.ConfirmAsync(await sending, CancellationToken.None).AsTask();
        await peer.ReadAsync();

        await peer.SendAsync("0 serverclose 0\n");

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
        Assert.Contains("ended the RELP session", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2 rsp 9 500 Error\n", "responded to a message with: 500 Error")]
    [InlineData("3 rsp 6 200 OK\n", "rsp 3, but the response 2 was expected")]
    [InlineData("2 bla 6 200 OK\n", "bla 2, but the response 2 was expected")]
    [InlineData("HTTP/1.1 400 Bad Request, with more text than the header of a frame can have\n", "not send a valid RELP frame")]
    [InlineData("2 rsp 999999999 200", "not send a valid RELP frame")]
    [InlineData("2 rsp -1 200", "not send a valid RELP frame")]
    [InlineData("2 rsp 6 200 OKx", "not send a valid RELP frame")]
    public async Task ConfirmAsync_InvalidResponse_BreaksTheConnection(string response, string reason)
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        Task confirming = transport.ConfirmAsync(await sending, CancellationToken.None).AsTask();
        await peer.ReadAsync();

        await peer.SendAsync(response);

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(() => confirming.WaitAsync(Eventually.Deadline));
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_ResponseToAMessageThatWasNotSent_BreaksTheConnection()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        await peer.TakeAsync(1);
        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

        await peer.RespondAsync(3);

        await Eventually.TrueAsync(() => _log.Count(101) == 1, "the loss is logged");
        Task<DeliveryTicket> next = transport.SendAsync(Frames.Of("two"), CancellationToken.None).AsTask();
        await (await AcceptAsync(listener)).TakeAsync(1);
        await transport.ConfirmAsync(await next, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_ResponsesInPieces_AreParsed()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one", "two"), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        Task confirming = transport.ConfirmAsync(await sending, CancellationToken.None).AsTask();
        await peer.ReadAsync();

        foreach (char c in "2 rsp 6 200 OK\n3 rsp 6 200 OK\n")
        {
            await peer.SendAsync($"{c}");
        }

        await confirming.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task SendAsync_ServerRejectsTheSession_LogsTheReasonAndRetries()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener);
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        RelpPeer rejecting = new((await listener.AcceptAsync()).OpenStream());
        await rejecting.OpenAsync("500 required command not supported by client");

        RelpPeer peer = await AcceptAsync(listener);
        await peer.TakeAsync(1);

        await transport.ConfirmAsync(await sending, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.Contains("500 required command", _log.Lines.Single(line => line.Id == 102).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfirmAsync_ServerNeverResponds_BreaksAfterTheTimeout()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener, responseTimeout: TimeSpan.FromMilliseconds(100));
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        await peer.ReadAsync();
        DeliveryTicket ticket = await sending;

        SyslogTransportException exception = await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        Assert.Contains("acknowledged nothing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrainAsync_Unacknowledged_WaitsForTheResponsesThenCloses()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener, drainTimeout: TimeSpan.FromSeconds(20));
        Task<DeliveryTicket> sending = transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask();
        TestPeer socket = await listener.AcceptAsync();
        RelpPeer peer = new(socket.OpenStream());
        await peer.OpenAsync();
        await sending;

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        await peer.TakeAsync(1);
        await peer.CloseAsync();
        Assert.True(await peer.IsAtEndAsync());
        socket.Close();

        await draining.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(await sending, CancellationToken.None);
        Assert.Equal(0, _log.Count(101));
    }

    [Fact]
    public async Task SendAsync_CanceledWhileTheWindowIsFull_KeepsTheSession()
    {
        await using TestListener listener = new();
        await using RelpTransport transport = Make(listener, window: 4);
        using CancellationTokenSource cancellation = new();
        Task<DeliveryTicket> stuck = transport.SendAsync(Frames.Numbered("a", 0, 10), cancellation.Token).AsTask();
        RelpPeer peer = await AcceptAsync(listener);
        await peer.ReadAsync();

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stuck.WaitAsync(Eventually.Deadline));
        Task<DeliveryTicket> next = transport.SendAsync(Frames.Of("next"), CancellationToken.None).AsTask();
        await peer.RespondAsync(2);
        await peer.TakeAsync(4);

        await transport.ConfirmAsync(await next.WaitAsync(Eventually.Deadline), CancellationToken.None);
        Assert.Equal("next", peer.Messages.Last());
    }

    private static async Task<RelpPeer> AcceptAsync(TestListener listener)
    {
        RelpPeer peer = new((await listener.AcceptAsync()).OpenStream());
        await peer.OpenAsync();
        return peer;
    }

    private RelpTransport Make(TestListener listener, int window = 128, TimeSpan? responseTimeout = null, TimeSpan? drainTimeout = null) => new(
        new RelpTransportOptions
        {
            Servers = [new SyslogServer(SyslogScheme.Relp, "127.0.0.1", listener.Port)],
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            DrainTimeout = drainTimeout ?? TimeSpan.FromMilliseconds(50),
            ResponseTimeout = responseTimeout ?? TimeSpan.FromSeconds(90),
            WindowSize = window,
        },
        logger: _log);
}
