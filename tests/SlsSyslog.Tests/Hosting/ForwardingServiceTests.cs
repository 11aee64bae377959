using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

public sealed class ForwardingServiceTests
{
    private const int LogCount = 500;

    [Fact]
    public async Task Host_OneDestinationIsDown_OtherRouteDeliversAndStopsCleanly()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        EmulatorLogstore logs = Fill(sls);
        await using SyslogCaptureServer gone = await SyslogCaptureServer.StartAsync();
        gone.Stall();
        using IHost host = TestHost.Build(builder => builder
            .AddRoute("down", route => route.Read(sls, "down").ToTcp("127.0.0.1", gone.Port))
            .AddRoute("up", route => route.Read(sls, "up").ToTcp("127.0.0.1", siem.Port)));

        await host.StartAsync();
        await gone.WaitForAsync(counts => counts.Connections > 0, TimeSpan.FromSeconds(30));
        gone.Refuse();
        gone.Reset();
        await siem.WaitForAsync(LogCount, TimeSpan.FromSeconds(30));
        await host.StopAsync();

        Assert.Equal(LogCount, siem.Messages.Count);
        Assert.Equal(logs.Shards[0].EndCursor, logs.FindConsumerGroup("up")!.Checkpoints.Single().Cursor);
        Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("down")!.Checkpoints.Single().Cursor);
        Assert.Equal(1, host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards);
    }

    [Fact]
    public async Task Host_RouteWithAnEnd_DeliversUpToItAndEnds()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        Fill(sls);
        using IHost host = TestHost.Build(builder => builder.AddRoute(
            "replay",
            route => route.Read(sls, "replay").FromConsumerGroup(source => source.EndAt = ShardPosition.Latest).ToTcp("127.0.0.1", siem.Port)));

        await host.StartAsync();
        Task forwarding = host.Services.GetServices<IHostedService>().OfType<ForwardingService>().Single().ExecuteTask!;
        await forwarding.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(LogCount, siem.Messages.Count);
        Assert.Equal(0, host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards);
        await host.StopAsync();
    }

    [Fact]
    public async Task UndeliveredShards_HostStopsWaitingBeforeTheRouteHasEnded_IsNotZero()
    {
        MemoryTransport transport = new() { ConfirmsAtOnce = false };
        using IHost host = TestHost.Build(builder =>
        {
            builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
            builder.AddRoute("slow", route => route.From(_ => new MemorySource(new MemoryLease(["one"]))).ToTransport(_ => transport));
        });
        await host.StartAsync();
        await Eventually.TrueAsync(() => transport.Slices == 1);

        await host.StopAsync();

        Assert.Equal(1, host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards);
        transport.Confirm(0);
        await Eventually.TrueAsync(() => host.Services.GetRequiredService<IForwardingResult>().UndeliveredShards == 0);
    }

    private static EmulatorLogstore Fill(SlsEmulator sls)
    {
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        TestHost.Append(logs, from: 0, LogCount);
        return logs;
    }
}
