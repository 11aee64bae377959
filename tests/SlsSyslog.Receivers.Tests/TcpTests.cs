using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Messages sent over TCP with both framings arrive completely and in order.</summary>
[Collection(SharedReceivers.Name)]
public sealed class TcpTests(ReceiversFixture receivers)
{
    [Theory]
    [InlineData("tcp", SyslogFraming.OctetCounting)]
    [InlineData("tcp", SyslogFraming.LineFeed)]
    [InlineData("tcp-lf", SyslogFraming.LineFeed)]
    public async Task Rsyslog_ManyMessages_AreStoredInOrder(string listener, SyslogFraming framing) =>
        await StoresInOrderAsync(await receivers.RsyslogAsync(), listener, framing);

    [Theory]
    [InlineData("tcp", SyslogFraming.OctetCounting)]
    [InlineData("tcp-lf", SyslogFraming.LineFeed)]
    public async Task SyslogNg_ManyMessages_AreStoredInOrder(string listener, SyslogFraming framing) =>
        await StoresInOrderAsync(await receivers.SyslogNgAsync(), listener, framing);

    private static async Task StoresInOrderAsync(ReceiverDaemon daemon, string listener, SyslogFraming framing)
    {
        ReceivedLog received = daemon.OpenLog();
        await using (TcpTransport transport = Senders.Tcp(daemon, listener, framing))
        {
            await NumberedFlow.SendAsync(transport, framing);
        }

        await NumberedFlow.AssertStoredAsync(received, listener);
    }
}
