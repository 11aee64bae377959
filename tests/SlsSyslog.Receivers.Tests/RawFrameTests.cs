using System.Globalization;

namespace SlsSyslog.Receivers.Tests;

/// <summary>Tests the daemons and the fixture without the product: a message that is sent by hand is read back field by field.</summary>
[Collection(SharedReceivers.Name)]
public sealed class RawFrameTests(ReceiversFixture receivers)
{
    private const string Time = "2026-03-04T05:06:07.123456+05:45";
    private const string Message = "<165>1 " + Time + " host.example.com app 4711 ID47 [a@32473 k=\"v\"] the 文 text";

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task Rsyslog_HandMadeMessage_ReadsEveryField(string listener) =>
        await ReadsEveryFieldAsync(await receivers.RsyslogAsync(), listener);

    [Theory]
    [InlineData("tcp")]
    [InlineData("udp")]
    public async Task SyslogNg_HandMadeMessage_ReadsEveryField(string listener) =>
        await ReadsEveryFieldAsync(await receivers.SyslogNgAsync(), listener);

    [Fact]
    public async Task Rsyslog_KilledAndRestarted_ListensOnTheSamePortAndKeepsWhatItStored()
    {
        await using RsyslogDaemon rsyslog = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
        await KeepsWhatItStoredAsync(rsyslog);
    }

    [Fact]
    public async Task SyslogNg_KilledAndRestarted_ListensOnTheSamePortAndKeepsWhatItStored()
    {
        await using SyslogNgDaemon syslogNg = await SyslogNgDaemon.StartAsync();
        await KeepsWhatItStoredAsync(syslogNg);
    }

    [Fact]
    public async Task Rsyslog_Stopped_WritesItsInMemoryQueueFirst()
    {
        await using RsyslogDaemon rsyslog = await RsyslogDaemon.StartAsync();
        ReceivedLog received = rsyslog.OpenLog();
        await RawSender.SendTcpAsync(rsyslog.EndPointOf("tcp"), RawSender.CountOctets(Enumerable.Repeat(Message, 5_000)));
        await rsyslog.StopAsync();
        Assert.Equal(5_000, received.ReadNow("tcp").Count);
    }

    private static async Task ReadsEveryFieldAsync(ReceiverDaemon daemon, string listener)
    {
        ReceivedLog received = daemon.OpenLog();
        if (listener == "udp")
        {
            await RawSender.SendUdpAsync(daemon.EndPointOf(listener), Message);
        }
        else
        {
            await RawSender.SendTcpAsync(daemon.EndPointOf(listener), RawSender.CountOctets(Message));
        }

        ReceivedMessage message = Assert.Single(await received.ReadAsync(listener, count: 1));
        Assert.Equal(165, message.Pri);
        Assert.Equal(DateTimeOffset.Parse(Time, CultureInfo.InvariantCulture), message.Time);
        Assert.Equal(TimeSpan.FromMinutes((5 * 60) + 45), message.Time.Offset);
        Assert.Equal("host.example.com", message.HostName);
        Assert.Equal("app", message.AppName);
        Assert.Equal("4711", message.ProcId);
        Assert.Equal("ID47", message.MsgId);
        Assert.Equal("[a@32473 k=\"v\"]", message.StructuredData);
        Assert.Equal("the 文 text", message.Text);
    }

    private static async Task KeepsWhatItStoredAsync(ReceiverDaemon daemon)
    {
        ReceivedLog received = daemon.OpenLog();
        int port = daemon.EndPointOf("tcp").Port;
        await RawSender.SendTcpAsync(daemon.EndPointOf("tcp"), RawSender.CountOctets(Message, Message));
        Assert.Equal(2, (await received.ReadAsync("tcp", count: 2)).Count);

        int before = daemon.ProcessId;
        daemon.Kill();
        await daemon.RestartAsync();

        Assert.NotEqual(before, daemon.ProcessId);
        Assert.Equal(port, daemon.EndPointOf("tcp").Port);
        await RawSender.SendTcpAsync(daemon.EndPointOf("tcp"), RawSender.CountOctets(Message));
        Assert.Equal(3, (await received.ReadAsync("tcp", count: 3)).Count);
    }
}
