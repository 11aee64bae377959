using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Tests;

public sealed class ProbeRulesTests
{
    private const string Live = "slssyslog-live";
    private const string Ready = "slssyslog-ready";

    private static readonly RouteStatus Stalled = HealthScene.Quiet with { HeartbeatAttemptAge = TimeSpan.FromMinutes(3.1) };

    /// <summary>Everything that can be wrong with SLS and the SIEM at once.</summary>
    private static readonly RouteStatus Outage = HealthScene.Quiet with
    {
        HeartbeatAge = TimeSpan.FromDays(2),
        AreCredentialsRejected = true,
        ReadLag = TimeSpan.FromDays(2),
        DeliveryLag = TimeSpan.FromDays(2),
        RetentionLeft = TimeSpan.FromMinutes(1),
        UnownedShards = ["logs/2"],
        LastError = new StatusError(HealthScene.Now, "Connection refused.", "Check it."),
        Totals = HealthScene.NoRecords with { Read = 5, Pending = 5 },
    };

    [Theory]
    [InlineData(Live)]
    [InlineData(Ready)]
    public async Task Check_OutageOfSlsAndSiem_IsHealthy(string name)
    {
        Assert.Equal(HealthStatus.Unhealthy, (await HealthScene.CheckAsync(Outage)).Status);
        Assert.Equal(HealthStatus.Healthy, (await HealthScene.CheckAsync(Outage, name)).Status);
    }

    [Fact]
    public async Task Check_NoHeartbeatTried_IsNotLive()
    {
        HealthReportEntry entry = Assert.Single((await HealthScene.CheckAsync(Stalled, Live)).Entries).Value;

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("Route default: No heartbeat was tried for 3 min 6 s (limit: 3 min). The process hangs. Restart it.", entry.Description);
    }

    [Fact]
    public async Task Check_StallWithAnotherLimit_UsesIt() => Assert.Equal(
        HealthStatus.Healthy, (await HealthScene.CheckAsync(Stalled, Live, options => options.MaxStall = TimeSpan.FromMinutes(4))).Status);

    [Fact]
    public async Task Check_HeartbeatsAreRare_WaitsForThreeOfThem() => Assert.Equal(
        HealthStatus.Healthy,
        (await HealthScene.CheckAsync(Stalled, Live, options: options => options.Source.HeartbeatInterval = TimeSpan.FromMinutes(2))).Status);

    [Theory]
    [InlineData(RouteState.Starting)]
    [InlineData(RouteState.Draining)]
    [InlineData(RouteState.Stopped)]
    [InlineData(RouteState.Failed)]
    public async Task Check_RouteWithoutALoop_IsLive(RouteState state) =>
        Assert.Equal(HealthStatus.Healthy, (await HealthScene.CheckAsync(Stalled with { State = state }, Live)).Status);

    [Fact]
    public async Task Check_SourceWithoutHeartbeats_IsLiveAndReady()
    {
        RouteStatus custom = HealthScene.Quiet with { ConsumerGroup = null, HeartbeatAge = null, HeartbeatAttemptAge = null };

        Assert.Equal(HealthStatus.Healthy, (await HealthScene.CheckAsync(custom)).Status);
    }

    [Theory]
    [InlineData(RouteState.Starting)]
    [InlineData(RouteState.Running)]
    public async Task Check_NotRegistered_IsNotReady(RouteState state)
    {
        RouteStatus route = HealthScene.Quiet with { State = state, IsRegistered = false };
        HealthReportEntry entry = Assert.Single((await HealthScene.CheckAsync(route, Ready)).Entries).Value;

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Equal("Route default: The route is not registered with consumer group siem yet. Wait until it is registered.", entry.Description);
    }

    [Fact]
    public async Task Check_FailedRoute_IsNotReady() => Assert.Equal(
        HealthStatus.Unhealthy, (await HealthScene.CheckAsync(HealthScene.Quiet with { State = RouteState.Failed }, Ready)).Status);

    [Fact]
    public async Task Add_CalledTwice_AddsEachCheckOnce()
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSlsSyslogForwarding(_ => { }).ForwardOnDemand();
        services.AddHealthChecks().AddSlsSyslog().AddSlsSyslog();
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthCheckRegistration[] checks = [.. provider.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations];
        Assert.Equal(
            ["slssyslog-live: live", "slssyslog-ready: ready", "slssyslog: "],
            checks.Select(check => $"{check.Name}: {string.Join(',', check.Tags)}"));
    }

    [Fact]
    public async Task Limits_InConfigurationAndCode_CodeOverrides()
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["SlsSyslog:Source:Endpoint"] = "cn-hangzhou.log.aliyuncs.com",
                ["SlsSyslog:Source:Project"] = "sec-prod",
                ["SlsSyslog:Source:Logstore"] = "actiontrail",
                ["SlsSyslog:Source:ConsumerGroup"] = "siem",
                ["SlsSyslog:Destination:Servers:0"] = "tcp://siem.corp:514",
                ["SlsSyslog:Health:MaxDeliveryLag"] = "00:01:00",
                ["SlsSyslog:Health:MaxDeadLetters"] = "7",
            })
            .Build();
        ServiceCollection services = new();
        services.AddSlsSyslogForwarding(configuration);
        services.AddHealthChecks().AddSlsSyslog(limits => limits.MaxDeadLetters = 9);
        await using ServiceProvider provider = services.BuildServiceProvider();

        HealthOptions health = provider.GetRequiredService<IOptions<SlsSyslogOptions>>().Value.Health;
        Assert.Equal(TimeSpan.FromMinutes(1), health.MaxDeliveryLag);
        Assert.Equal(9, health.MaxDeadLetters);
    }
}
