using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Testing;
using SlsSyslog.Transports;

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

    [Fact]
    public async Task Host_NoServerIsAvailableAfterAllAttempts_HostStopsAndNothingIsCommitted()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = Fill(sls);
        using Socket closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)closed.LocalEndPoint!).Port;
        using IHost host = TestHost.Build(builder => builder.AddRoute("down", route => route.Read(sls, "down").ToTcp("127.0.0.1", port, tcp =>
        {
            tcp.ReconnectDelay = TimeSpan.FromMilliseconds(10);
            tcp.GiveUpAfterAttempts = 3;
        })));

        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = lifetime.ApplicationStopping.Register(stopped.SetResult);
        await host.StartAsync();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        Assert.True(host.Services.GetRequiredService<IForwardingResult>().HasFailed);
        RouteStatus status = Assert.Single(host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Routes);
        Assert.Equal(RouteState.Failed, status.State);
        Assert.Equal(logs.Shards[0].BeginCursor, logs.FindConsumerGroup("down")!.Checkpoints.Single().Cursor);
    }

    [Fact]
    public async Task Host_RateIsLimited_SendsSmallSlicesAndReportsTheTime()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        Fill(sls);
        using IHost host = TestHost.Build(builder => builder.AddRoute(
            "limited", route => route.Read(sls, "limited").ToTcp("127.0.0.1", siem.Port, tcp => tcp.MaxRecordsPerSecond = 400)));

        await host.StartAsync();
        await siem.WaitForAsync(100, TimeSpan.FromSeconds(30));
        Assert.InRange(siem.Messages.Count, 100, LogCount - 100);
        await siem.WaitForAsync(LogCount, TimeSpan.FromSeconds(30));
        RouteStatus status = Assert.Single(host.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Routes);
        await host.StopAsync();

        Assert.InRange(status.SendThrottledTime, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Host_StoppedWhileTheRateIsLimited_NextStartContinuesAndNothingIsLost()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        Fill(sls);
        using (IHost limited = Build(tcp => tcp.MaxRecordsPerSecond = 40))
        {
            await limited.StartAsync();
            await siem.WaitForAsync(10, TimeSpan.FromSeconds(30));
            await limited.StopAsync();
        }

        Assert.InRange(siem.Messages.Count, 10, LogCount - 1);
        using IHost next = Build(_ => { });
        await next.StartAsync();
        await Eventually.TrueAsync(() => siem.Messages.Select(message => message.Text).Distinct().Count() == LogCount);
        await next.StopAsync();

        IHost Build(Action<TcpTransportOptions> configure) => TestHost.Build(builder => builder.AddRoute("limited", route => route
            .Read(sls, "limited")
            .FromConsumerGroup(source => source.DrainTimeout = TimeSpan.FromSeconds(1))
            .ToTcp("127.0.0.1", siem.Port, configure)));
    }

    private static EmulatorLogstore Fill(SlsEmulator sls)
    {
        EmulatorLogstore logs = TestHost.CreateLogstore(sls);
        TestHost.Append(logs, from: 0, LogCount);
        return logs;
    }
}
