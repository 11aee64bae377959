using System.Net;
using System.Net.Sockets;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports.Tests;

/// <summary>A receiver that reads slowly must get everything confirmed at every level, with and without replaced connections.</summary>
public sealed class SlowReceiverTests
{
    private const int Messages = 2000;
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
    [InlineData(DeliveryConfirmation.Written, false)]
    public async Task ConfirmAsync_SlowReceiver_EverythingIsConfirmedAndReceivedOnce(DeliveryConfirmation confirmation, bool rotates)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux reports the progress of the receiver.");
        }

        await using SlowReceiver receiver = new();
        await using (TcpTransport transport = new(
            new TcpTransportOptions
            {
                Servers = [new SyslogServer(SyslogScheme.Tcp, "127.0.0.1", receiver.Port)],
                Confirmation = confirmation,
                RotateAfter = rotates ? TimeSpan.FromSeconds(1) : null,
                RotateAfterBytes = rotates ? 128 * 1024 : null,

                // Less than half of the time that the receiver takes for everything, and three times what it takes for the connection before.
                DrainTimeout = TimeSpan.FromSeconds(2),
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

        Assert.Equal(Messages * (MessageBytes + 4), receiver.BytesReceived);
        Assert.Equal(0, _log.Count(101));
    }

    // Reads one connection after another, as a receiver with one thread does.
    private sealed class SlowReceiver : IAsyncDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 32 * 1024 };
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _reading;
        private long _bytesReceived;

        public SlowReceiver()
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            _reading = ReadAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

        public long BytesReceived => Interlocked.Read(ref _bytesReceived);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _reading;
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task ReadAsync()
        {
            byte[] buffer = new byte[BytesPerRead];
            try
            {
                while (true)
                {
                    using Socket peer = await _listener.AcceptAsync(_stop.Token);
                    int read;
                    while ((read = await peer.ReceiveAsync(buffer, _stop.Token)) > 0)
                    {
                        Interlocked.Add(ref _bytesReceived, read);
                        await Task.Delay(ReadInterval, _stop.Token);
                    }
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // The test is over.
            }
        }
    }
}
