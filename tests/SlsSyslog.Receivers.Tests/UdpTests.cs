using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Messages sent over UDP at a rate that the receiver can process arrive completely and in order.</summary>
[Collection(SharedReceivers.Name)]
public sealed class UdpTests(ReceiversFixture receivers)
{
    // With a wide margin, as many as the kernel buffers for a receiver that does not read: the default buffer has 212,992 bytes, and a
    // small datagram takes about 800 bytes of it.
    private const int Burst = 100;

    [Fact]
    public async Task Rsyslog_ManyMessages_AreStoredInOrder() => await StoresInOrderAsync(await receivers.RsyslogAsync());

    [Fact]
    public async Task SyslogNg_ManyMessages_AreStoredInOrder() => await StoresInOrderAsync(await receivers.SyslogNgAsync());

    private static async Task StoresInOrderAsync(ReceiverDaemon daemon)
    {
        ReceivedLog received = daemon.OpenLog();
        await using UdpTransport transport = Senders.Udp(daemon, "udp");
        using FrameBuffer frames = new(SyslogFraming.Datagram);
        for (int number = 0; number < NumberedFlow.Count;)
        {
            frames.Clear();
            for (int end = number + Burst; number < end; number++)
            {
                frames.Append(NumberedFlow.Formatter, NumberedFlow.RecordOf(number));
            }

            await transport.SendAsync(frames, CancellationToken.None);
            await received.ReadAsync("udp", number);
        }

        await NumberedFlow.AssertStoredAsync(received, "udp");
    }
}
