using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

/// <summary>A receiver that closes its side before the transport does must not count as one that has read everything.</summary>
public sealed class TcpTransportHalfCloseTests
{
    private readonly LogLines<TcpTransport> _log = new();

    // The half-close and the drain race: the connection breaks before the drain, or the end is read during it.
    [Theory]
    [InlineData(DeliveryConfirmation.ReceiverDrained)]
    [InlineData(DeliveryConfirmation.KernelAcknowledged)]
    [InlineData(DeliveryConfirmation.Written)]
    public async Task DrainAsync_PeerHalfClosedFirstAndReadsNothing_NothingSettles(DeliveryConfirmation confirmation)
    {
        // Each attempt is a new transport: the previous half-close must not be what protects this one.
        const int Attempts = 200;
        await using TestListener listener = new();
        for (int i = 0; i < Attempts; i++)
        {
            await using TcpTransport transport = Make(listener, confirmation);
            using FrameBuffer frames = Frames.Numbered("a", 0, 400);
            DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None);
            TestPeer peer = await listener.AcceptAsync();

            peer.ShutdownSend();
            await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);

            await Assert.ThrowsAsync<SyslogTransportException>(
                () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        }
    }

    // After the first attempt, the half-close is late: it comes after the drain has begun.
    [Fact]
    public async Task DrainAsync_PeerHalfClosesEveryConnection_NoAttemptSettles()
    {
        const int Attempts = 5;
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, DeliveryConfirmation.KernelAcknowledged);
        for (int i = 0; i < Attempts; i++)
        {
            using FrameBuffer frames = Frames.Numbered("a", 0, 400);
            DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
            TestPeer peer = await listener.AcceptAsync();
            Task draining = i == 0 ? Task.CompletedTask : transport.DrainAsync(CancellationToken.None).AsTask();
            peer.ShutdownSend();

            await draining.WaitAsync(Eventually.Deadline);
            await Assert.ThrowsAsync<SyslogTransportException>(
                () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
        }
    }

    // The receiver restarts once and then works: it is confirmed.
    [Fact]
    public async Task DrainAsync_PeerHalfClosedAnEarlierConnection_NextOneSettles()
    {
        await using TestListener listener = new();
        await using TcpTransport transport = Make(listener, DeliveryConfirmation.ReceiverDrained);
        DeliveryTicket first = await transport.SendAsync(Frames.Of("one"), CancellationToken.None);
        (await listener.AcceptAsync()).ShutdownSend();
        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(first, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));

        DeliveryTicket second = await transport.SendAsync(Frames.Of("one"), CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        TestPeer peer = await listener.AcceptAsync();
        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        Assert.Equal(["one"], await peer.ReadToEndAsync());
        peer.Close();

        await draining.WaitAsync(Eventually.Deadline);
        await transport.ConfirmAsync(second, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
        Assert.False(transport.IsCloseUnanswered(second));
    }

    [Fact]
    public async Task DrainAsync_PeerIsFullAndHalfClosesWithoutReading_Fails()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux reports what the system of the receiver has acknowledged.");
        }

        await using TestListener listener = new(receiveBufferBytes: 4096);
        await using TcpTransport transport = Make(listener, DeliveryConfirmation.ReceiverDrained);
        using FrameBuffer frames = Frames.Numbered("a", 0, 2000);
        DeliveryTicket ticket = await transport.SendAsync(frames, CancellationToken.None);
        TestPeer peer = await listener.AcceptAsync();

        Task draining = transport.DrainAsync(CancellationToken.None).AsTask();
        peer.ShutdownSend();

        await draining.WaitAsync(Eventually.Deadline);
        await Assert.ThrowsAsync<SyslogTransportException>(
            () => transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
    }

    private TcpTransport Make(TestListener listener, DeliveryConfirmation confirmation) => new(
        new TcpTransportOptions
        {
            Servers = [listener.Server],
            Confirmation = confirmation,
            ReconnectDelay = TimeSpan.FromMilliseconds(5),
            DrainTimeout = TimeSpan.FromSeconds(1),
            SettleWindow = TimeSpan.FromMinutes(5),
        },
        logger: _log);
}
