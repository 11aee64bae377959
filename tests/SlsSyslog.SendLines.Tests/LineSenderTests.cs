using System.Text;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.SendLines.Tests;

public sealed class LineSenderTests
{
    [Fact]
    public async Task SendAsync_HundredMegabytes_WaitsForFewSettleWindows()
    {
        WindowTransport transport = new();
        using LineSender sender = new(transport);
        byte[] line = new byte[1000];
        Array.Fill(line, (byte)'x');

        for (int i = 0; i < 100_000; i++)
        {
            await sender.SendAsync(line, isCut: false, CancellationToken.None);
        }

        await sender.FinishAsync(CancellationToken.None);

        Assert.Equal((100_000, 0, 0), (sender.Confirmed, sender.Repeated, sender.Unconfirmed));
        Assert.InRange(transport.Windows, 1, 3); // nothing limits the memory without a wait
        Assert.InRange(transport.MaxUnsettledBytes, 1, 70_000_000);
    }

    [Fact]
    public async Task FinishAsync_ConnectionBreaks_ALineCountsOnce()
    {
        WindowTransport transport = new() { Breaks = 2 };
        using LineSender sender = new(transport);
        for (int i = 0; i < 10; i++)
        {
            await sender.SendAsync(Encoding.UTF8.GetBytes($"line {i}"), isCut: false, CancellationToken.None);
        }

        await sender.FinishAsync(CancellationToken.None);

        Assert.Equal((10, 10, 0), (sender.Confirmed, sender.Repeated, sender.Unconfirmed));
        Assert.Equal(30, transport.Messages);
    }

    // A ticket settles when the settle window passes, which settles everything that was sent before.
    private sealed class WindowTransport : IDrainableTransport
    {
        private long _sent;
        private long _settled;
        private int _breaks;

        public int Breaks { init => _breaks = value; }

        public int Windows { get; private set; }

        public int Messages { get; private set; }

        public long MaxUnsettledBytes { get; private set; }

        public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
        {
            Messages += frames.Count;
            _sent += frames.Length;
            MaxUnsettledBytes = Math.Max(MaxUnsettledBytes, _sent - _settled);
            return ValueTask.FromResult(new DeliveryTicket(this, _sent));
        }

        public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken)
        {
            if (_breaks-- > 0)
            {
                throw new SyslogTransportException("The connection broke.");
            }

            if (ticket.Position > _settled)
            {
                Windows++;
                _settled = _sent;
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask DrainAsync(CancellationToken cancellationToken)
        {
            _settled = _sent;
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
