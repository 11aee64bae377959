using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SlsSyslog.Testing;

namespace SlsSyslog.Tests;

/// <summary>The status and the metrics of a host that forwards from an emulator to a capture server.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task GetStatus_HostForwards_DescribesRouteShardAndServer()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync();
        TestHost.Append(TestHost.CreateLogstore(sls), 0, 50);
        using IHost host = Build(sls, siem.Port, "status");
        await host.StartAsync();
        ISlsSyslogStatus status = host.Services.GetRequiredService<ISlsSyslogStatus>();
        using MetricReader reader = new(host.Services.GetRequiredService<SlsSyslogMetrics>());
        await Eventually.TrueAsync(() => status.GetStatus().Totals.Delivered == 50, () => $"{status.GetStatus()}");

        SlsSyslogStatus all = status.GetStatus();
        RouteStatus route = Assert.Single(all.Routes);
        Assert.Equal((RouteState.Running, "test-project", "status", true), (route.State, route.Project, route.ConsumerGroup, route.IsRegistered));
        Assert.Equal(["logs"], route.Logstores);
        Assert.False(string.IsNullOrEmpty(route.Consumer));
        Assert.True(route.HeartbeatAge is not null && route.HeartbeatAttemptAge is not null && route.LastDeliveryAt is not null);
        Assert.True(route.RecordsPerSecond > 0 && route.BytesPerSecond > 0 && route.MemoryLimitBytes > 0);
        Assert.Equal(TimeSpan.Zero, route.DeliveryLag);
        ShardForwardingStatus shard = Assert.Single(route.Shards);
        Assert.Equal(("logs/0", true), (shard.Name, shard.IsOwned));
        Assert.Equal(shard.NextPosition, shard.ConfirmedPosition);
        DestinationStatus server = Assert.Single(route.Destinations);
        Assert.Equal(($"127.0.0.1:{siem.Port}", "tcp", 1L, 1), (server.Address, server.Scheme, server.Connects, server.Connections));
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$", all.Version);
        Assert.True(all.StartedAt <= all.Time);

        reader.Read();
        Assert.Equal(50, reader.Sum(SlsSyslogMetricNames.ReadRecords));
        Assert.Equal(50, reader.Sum(SlsSyslogMetricNames.DeliveredRecords));
        Assert.True(reader.Sum(SlsSyslogMetricNames.SentBytes) > 0);
        Assert.True(reader.Sum(SlsSyslogMetricNames.PullRawBytes) > reader.Sum(SlsSyslogMetricNames.PullCompressedBytes) / 2);

        TestHost.Append(sls.GetLogstore("test-project", "logs"), 50, 1);
        await Eventually.TrueAsync(() => status.GetStatus().Totals.Delivered == 51);
        Assert.True(reader.Sum(SlsSyslogMetricNames.DeliveryLatency) >= 1);
        Assert.True(reader.Sum(SlsSyslogMetricNames.PullDuration) > 0);
        Assert.True(reader.Sum(SlsSyslogMetricNames.FormatDuration) > 0);
        Assert.True(reader.Sum(SlsSyslogMetricNames.SendDuration) > 0);
        Assert.True(reader.Sum(SlsSyslogMetricNames.ConfirmDuration) > 0);

        await host.StopAsync();
        Assert.Equal(RouteState.Stopped, Assert.Single(status.GetStatus().Routes).State);
    }

    [Fact]
    public async Task GetStatus_ServerIsDownAndTheShardIsQuiet_TheDeliveryLagGrows()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        TestHost.Append(TestHost.CreateLogstore(sls), 0, 5);
        using IHost host = Build(sls, FreePort(), "down");
        await host.StartAsync();
        ISlsSyslogStatus status = host.Services.GetRequiredService<ISlsSyslogStatus>();

        await Eventually.TrueAsync(
            () => status.GetStatus().Routes is [{ Destinations: [{ LastError: not null }] } route] && route.DeliveryLag > TimeSpan.FromSeconds(2));

        RouteStatus down = Assert.Single(status.GetStatus().Routes);
        Assert.Equal((5L, 5L, 0L), (down.Totals.Read, down.Totals.Pending, down.Totals.Delivered));
        StatusError error = Assert.Single(down.Destinations).LastError!;
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Action);
        Assert.Equal(error, down.LastError);
        await host.StopAsync();
        Assert.Equal(5, Assert.Single(status.GetStatus().Routes).Totals.Released);
    }

    [Fact]
    public async Task GetStatus_SourceCannotBeCreated_TheRouteFailed()
    {
        using IHost host = TestHost.Build(builder => builder.AddRoute("broken", route => route
            .From(_ => throw new InvalidOperationException("no\nsource"))
            .ToTransport(_ => new MemoryTransport())));
        await host.StartAsync();
        ISlsSyslogStatus status = host.Services.GetRequiredService<ISlsSyslogStatus>();

        await Eventually.TrueAsync(() => status.GetStatus().Routes is [{ State: RouteState.Failed }]);

        Assert.Equal("no source", status.GetStatus().Routes[0].LastError!.Message);
        await host.StopAsync();
    }

    [Fact]
    public async Task Metrics_TwoHostsInAProcess_DoNotMix()
    {
        using IHost first = TestHost.Build(builder => builder.AddRoute("one", route => route.From(_ => new MemorySource(new MemoryLease(["a"])))
            .ToTransport(_ => new MemoryTransport()).FormatMessage<IdFormatter>()));
        using IHost second = TestHost.Build(builder => builder.AddRoute("two", route => route.From(_ => new MemorySource(new MemoryLease()))
            .ToTransport(_ => new MemoryTransport())));
        using MetricReader reader = new(second.Services.GetRequiredService<SlsSyslogMetrics>());
        await first.StartAsync();
        await second.StartAsync();
        await Eventually.TrueAsync(() => first.Services.GetRequiredService<ISlsSyslogStatus>().GetStatus().Totals.Delivered == 1);

        reader.Read();
        Assert.Equal(0, reader.Sum(SlsSyslogMetricNames.ReadRecords));
        Assert.All(reader.Series(SlsSyslogMetricNames.RouteState).Keys, tags => Assert.StartsWith("slssyslog.route=two", tags, StringComparison.Ordinal));
        await first.StopAsync();
        await second.StopAsync();
    }

    private static IHost Build(SlsEmulator sls, int port, string group) => TestHost.Build(
        builder => builder.AddRoute("audit", route => route.Read(sls, group).ToTcp("127.0.0.1", port, tcp => tcp.SettleWindow = TimeSpan.FromMilliseconds(100))));

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
