using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Tests;

/// <summary>The health checks of a host whose status is a snapshot of the test.</summary>
internal static class HealthScene
{
    public static readonly DateTimeOffset Now = new(2026, 1, 15, 8, 9, 10, TimeSpan.Zero);

    public static RecordTotals NoRecords { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>A route that is registered, reads, and has confirmed everything. The last delivery was long ago.</summary>
    public static RouteStatus Quiet { get; } = new()
    {
        Name = "default",
        State = RouteState.Running,
        ConsumerGroup = "siem",
        IsRegistered = true,
        HeartbeatAge = TimeSpan.FromSeconds(3),
        HeartbeatAttemptAge = TimeSpan.FromSeconds(3),
        Totals = NoRecords with { Read = 10, Delivered = 10 },
        ReadLag = TimeSpan.Zero,
        DeliveryLag = TimeSpan.Zero,
        RetentionLeft = TimeSpan.FromDays(7),
        LastDeliveryAt = Now - TimeSpan.FromDays(5),
        DeadLetterTarget = "/var/lib/slssyslog/dead-letters.jsonl",
        Shards = [Shard("logs/0"), Shard("logs/1")],
        Destinations = [new DestinationStatus { Address = "siem.corp:6514", Scheme = "tls", CertificateExpiresAt = Now + TimeSpan.FromDays(90) }],
    };

    public static ShardForwardingStatus Shard(string name) => new()
    {
        Name = name,
        IsOwned = true,
        ReadLag = TimeSpan.Zero,
        DeliveryLag = TimeSpan.Zero,
        RetentionLeft = TimeSpan.FromDays(7),
        Totals = NoRecords,
    };

    /// <summary>Runs the checks with a name, or all of them.</summary>
    public static async Task<HealthReport> CheckAsync(
        RouteStatus route,
        string? name = null,
        Action<HealthOptions>? configure = null,
        TimeSpan? uptime = null,
        Action<SlsSyslogOptions>? options = null)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSlsSyslogForwarding(options ?? (_ => { }));
        services.RemoveAll<IValidateOptions<SlsSyslogOptions>>();
        services.Replace(ServiceDescriptor.Singleton<ISlsSyslogStatus>(new FixedStatus(new SlsSyslogStatus
        {
            Version = "0.1.0",
            StartedAt = Now - (uptime ?? TimeSpan.FromHours(1)),
            Time = Now,
            Routes = [route],
            Totals = route.Totals,
        })));
        services.AddHealthChecks().AddSlsSyslog(configure);
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => name is null || check.Name == name);
    }

    /// <summary>Returns the reasons of the whole health.</summary>
    public static async Task<IReadOnlyList<HealthReason>> FindAsync(
        RouteStatus route, Action<HealthOptions>? configure = null, TimeSpan? uptime = null)
    {
        HealthReport report = await CheckAsync(route, "slssyslog", configure, uptime);
        HealthReportEntry entry = Assert.Single(report.Entries).Value;
        IReadOnlyList<HealthReason> reasons = entry.Data.TryGetValue(HealthReason.DataKey, out object? data) ? (IReadOnlyList<HealthReason>)data : [];
        Assert.Equal(reasons.Select(reason => reason.Status).DefaultIfEmpty(HealthStatus.Healthy).Min(), entry.Status);
        return reasons;
    }

    private sealed class FixedStatus(SlsSyslogStatus status) : ISlsSyslogStatus
    {
        public SlsSyslogStatus GetStatus() => status;
    }
}
