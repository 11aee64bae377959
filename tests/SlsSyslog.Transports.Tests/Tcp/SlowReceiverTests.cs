using System.Net;
using System.Net.Sockets;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

/// <summary>A receiver that reads slowly must get everything confirmed at every level, with and without replaced connections.</summary>
public sealed class SlowReceiverTests
{
    private const int Messages = 1500;
    private const int MessageBytes = 500;
    private const int BytesPerRead = 4000;
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(20);

    private readonly LogLines<TcpTransport> _log = new();

    [Theory]
    [InlineData(DeliveryConfirmation.ReceiverDrained, true)]
    [InlineData(DeliveryConfirmation.ReceiverDrained, false)]
    [InlineData(DeliveryConfirmation.KernelAcknowledged, true)]
    [InlineData(DeliveryConfirmation.KernelAcknowledged, false)]
    [InlineData(DeliveryConfirmation.Written, true)]
    public async Task ConfirmAsync_SlowReceiver_EverythingIsConfirmedAndReceivedOnce(DeliveryConfirmation confirmation, bool rotates)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux reports the progress of the receiver.");
        }

        using CancellationTokenSource stop = new();
        using Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.ReceiveBufferSize = 32 * 1024;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        long received = 0;
        Task reading = ReadSlowlyAsync(listener, count => Interlocked.Add(ref received, count), stop.Token);
        await using (TcpTransport transport = new(
            new TcpTransportOptions
            {
                Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port)],
                Confirmation = confirmation,
                RotateAfter = rotates ? TimeSpan.FromSeconds(1) : null,
                RotateAfterBytes = rotates ? 128 * 1024 : null,

                // A tenth of the time that the receiver takes for what is in the buffers.
                DrainTimeout = TimeSpan.FromSeconds(1),
                SettleWindow = TimeSpan.FromMilliseconds(100),
                SendBufferBytes = 64 * 1024,
            },
            logger: _log))
        {
            List<DeliveryTicket> tickets = [];
            for (int i = 0; i < Messages; i += 50)
            {
                using FrameBuffer frames = Frames.Numbered("a", i, 50, MessageBytes);
                tickets.Add(await transport.SendAsync(frames, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline));
            }

            await transport.DrainAsync(CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
            foreach (DeliveryTicket ticket in tickets)
            {
                await transport.ConfirmAsync(ticket, CancellationToken.None).AsTask().WaitAsync(Eventually.Deadline);
                Assert.False(transport.IsCloseUnanswered(ticket));
            }
        }

        await stop.CancelAsync();
        await reading;
        Assert.Equal(Messages * (MessageBytes + 4), Interlocked.Read(ref received));
        Assert.Equal(0, _log.Count(101));
    }

    // Reads one connection after another, as a receiver with one thread does.
    private static async Task ReadSlowlyAsync(Socket listener, Action<int> onRead, CancellationToken stop)
    {
        byte[] buffer = new byte[BytesPerRead];
        try
        {
            while (true)
            {
                using Socket peer = await listener.AcceptAsync(stop);
                int read;
                while ((read = await peer.ReceiveAsync(buffer, stop)) > 0)
                {
                    onRead(read);
                    await Task.Delay(ReadInterval, stop);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
