using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>Runs the whole pipeline against receivers that fail.</summary>
public sealed class ReceiverFailureTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Host_ReceiverVanishesWithoutAReset_IsDetectedAndTheNextServerGetsEverything()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer first = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer second = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        using IHost host = TestHost.Build(builder => builder.AddRoute("siem", route => route.Read(sls, "siem")
            .ToTcp("127.0.0.1", first.Port)
            .ToTcp("127.0.0.1", second.Port, tcp =>
            {
                tcp.AcknowledgeTimeout = TimeSpan.FromSeconds(1);
                tcp.ConnectTimeout = TimeSpan.FromSeconds(1);
            })));
        await host.StartAsync();
        TestHost.Append(logs, from: 0, count: 100);
        await first.WaitForAsync(100, Timeout);

        first.Vanish();
        TestHost.Append(logs, from: 100, count: 100);

        // Without the timeout, the kernel would retry for a quarter of an hour.
        await second.WaitForAsync(100, Timeout);
        await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")!.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor);
        await host.StopAsync();
        Assert.Equal(200, first.Messages.Concat(second.Messages).Select(m => m.Text).Distinct().Count());
    }

    [Fact]
    public async Task Host_ReceiverStalls_PullsNoMoreThanItsBudgetAndOtherRoutesContinue()
    {
        const int megabytes = 128;
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer stalled = await SyslogCaptureServer.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { KeepMessages = false });
        stalled.Stall();
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        string filler = new('x', 900);
        for (int block = 0; block < megabytes; block++)
        {
            logs.Append(0, new EmulatorLogGroup([.. Enumerable.Range(0, 1000).Select(n =>
                new EmulatorLog(1_768_464_550, ("n", $"{block}-{n}"), ("filler", filler)))]));
        }

        using IHost host = TestHost.Build(builder => builder
            .AddRoute("stalled", route => route.Read(sls, "stalled").ToTcp("127.0.0.1", stalled.Port))
            .AddRoute("up", route => route.Read(sls, "up").ToTcp("127.0.0.1", siem.Port)));
        await host.StartAsync();
        await siem.WaitForAsync(megabytes * 1000, Timeout);
        await stalled.WaitForAsync(counts => counts.Connections > 0, Timeout);

        // The other route has read everything once. The rest is held by the stalled route and the kernel: less than the memory budget,
        // regardless of how much there is to read.
        long held = sls.Counts.RawBytesServed - (megabytes * 1000L * 900);
        Assert.True(held < new ConsumerGroupOptions().MemoryBudgetBytes, $"{held} bytes");
        Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("stalled")!.Checkpoints.Single().Cursor);
        await host.StopAsync();
    }

    // As syslog-ng with its default settings does when a frame is longer than log-msg-size.
    [Fact]
    public async Task Host_ReceiverClosesTheConnectionOnOneFrame_StoresThatRecordAndResendsTheOthersAFewTimes()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions { MaxFrameBytes = 4096 });
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        TestHost.Append(logs, from: 0, count: 100);
        logs.Append(0, new EmulatorLogGroup(new EmulatorLog(1_768_464_550, ("large", new string('x', 6000)))));
        TestHost.Append(logs, from: 100, count: 100);
        using IHost host = TestHost.Build(builder => builder
            .UseDeadLetterHandler<MemoryDeadLetters>()
            .AddRoute("siem", route => route.Read(sls, "siem")
                .Message(message => message.Oversize = OversizePolicy.DeadLetter)
                .ToTcp("127.0.0.1", siem.Port, tcp =>
                {
                    tcp.SettleWindow = TimeSpan.FromMilliseconds(200);
                    tcp.ReconnectDelay = TimeSpan.FromMilliseconds(20);
                    tcp.MaxReconnectDelay = TimeSpan.FromMilliseconds(50);
                })));

        await host.StartAsync();
        await Eventually.TrueAsync(() => logs.FindConsumerGroup("siem")?.Checkpoints.Single().Cursor == logs.Shards[0].EndCursor, deadline: Timeout);
        await host.StopAsync();

        MemoryDeadLetters letters = (MemoryDeadLetters)host.Services.GetRequiredService<IDeadLetterHandler>();
        Assert.Contains("\"large\"", Encoding.UTF8.GetString(Assert.Single(letters.Letters).Record.Span), StringComparison.Ordinal);
        Assert.Equal(200, siem.Messages.Select(message => message.Text).Distinct().Count());
        Assert.InRange(siem.Messages.Count, 200, 2000);
    }
}
