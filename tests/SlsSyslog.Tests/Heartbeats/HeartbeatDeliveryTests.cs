using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>Heartbeats of a running host, beside the logs of an emulator.</summary>
public sealed class HeartbeatDeliveryTests
{
    private const int LogCount = 200;
    private const string Mark = "__slssyslog_heartbeat__";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(CaptureTransport.Tcp)]
    [InlineData(CaptureTransport.Udp)]
    [InlineData(CaptureTransport.Relp)]
    public async Task Host_WithHeartbeats_SendsThemBesideTheLogsAndCountsThemApart(CaptureTransport transport)
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { Transport = transport });
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        TestHost.Append(logs, 0, LogCount);
        using IHost host = TestHost.Build(builder => builder.AddRoute("siem", route => To(route.Read(sls, "siem"), transport, siem.Port)
            .Filter((scoped LogRecord record) => record.TryGetField("n"u8, out _)) // heartbeats pass filters by
            .To(destination => destination.HeartbeatInterval = TimeSpan.FromSeconds(1))));

        await host.StartAsync();
        await siem.WaitForAsync(counts => Heartbeats(siem).Length >= 3 && counts.Messages >= LogCount + 3, Timeout);
        await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")?.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor, deadline: Timeout);
        RecordTotals totals = host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Totals;
        await host.StopAsync();

        Assert.Equal(LogCount, totals.Read);
        Assert.Equal(LogCount, totals.Delivered);
        Assert.Equal(Enumerable.Range(0, LogCount), siem.Messages.Select(message => message.Text).Where(IsLog).Select(NumberOf));
        string[] heartbeats = Heartbeats(siem);
        Assert.Equal(Enumerable.Range(1, heartbeats.Length), heartbeats.Select(text => int.Parse(ValueOf(text, "sequence"), null)));
        Assert.Equal(LogCount, heartbeats.Sum(text => int.Parse(ValueOf(text, "delivered"), null)) + Later(heartbeats));
        Assert.All(heartbeats, text => Assert.Equal("siem", ValueOf(text, "route")));
    }

    [Fact]
    public async Task Host_ServerIsDownAndUpAgain_SendsEachHeartbeatAtLeastOnceInOrder()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        _ = TestHost.CreateLogstore(sls);
        using IHost host = TestHost.Build(builder => builder.AddRoute("siem", route => route.Read(sls, "siem")
            .ToTcp("127.0.0.1", siem.Port, tcp => tcp.MaxReconnectDelay = TimeSpan.FromMilliseconds(200))
            .To(destination => destination.HeartbeatInterval = TimeSpan.FromSeconds(1))));

        await host.StartAsync();
        await siem.WaitForAsync(counts => counts.Messages >= 2, Timeout);
        siem.Refuse();
        siem.Reset();
        await Eventually.TrueAsync(() => siem.Counts.OpenConnections == 0);
        siem.Accept();
        int before = siem.Messages.Count;
        await siem.WaitForAsync(before + 3, Timeout);
        await host.StopAsync();

        int[] sequences = [.. Heartbeats(siem).Select(text => int.Parse(ValueOf(text, "sequence"), null))];
        Assert.Equal(sequences.Order(), sequences);
        Assert.Equal(Enumerable.Range(1, sequences[^1]), sequences.Distinct());
    }

    [Fact]
    public async Task Host_WithoutTheOption_SendsNone()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        TestHost.Append(TestHost.CreateLogstore(sls), 0, 10);
        using IHost host = TestHost.Build(builder => builder.AddRoute("siem", route => route.Read(sls, "siem").ToTcp("127.0.0.1", siem.Port)));

        await host.StartAsync();
        await siem.WaitForAsync(10, Timeout);
        await host.StopAsync();

        Assert.Empty(Heartbeats(siem));
        Assert.Equal(10, siem.Messages.Count);
    }

    // What the last heartbeat that arrived did not count yet: it was created before the confirmation.
    private static int Later(string[] heartbeats) => LogCount - int.Parse(ValueOf(heartbeats[^1], "delivered_total"), null);

    private static RouteBuilder To(RouteBuilder route, CaptureTransport transport, int port) => transport switch
    {
        CaptureTransport.Udp => route.ToUdp("127.0.0.1", port),
        CaptureTransport.Relp => route.ToRelp("127.0.0.1", port),
        _ => route.ToTcp("127.0.0.1", port),
    };

    private static string[] Heartbeats(SyslogCaptureServer siem) =>
        [.. siem.Messages.Select(message => message.Text).Where(text => text.Contains($"||{Mark}=true", StringComparison.Ordinal))];

    private static bool IsLog(string text) => text.Contains("||n=", StringComparison.Ordinal);

    private static int NumberOf(string text) => int.Parse(ValueOf(text, "n"), null);

    private static string ValueOf(string text, string key) => text.Split($"||{key}=")[1].Split("||")[0];
}
