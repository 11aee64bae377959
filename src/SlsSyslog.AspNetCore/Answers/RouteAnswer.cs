using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore;

/// <summary>The JSON of one route: its status, and what it means.</summary>
internal sealed record RouteAnswer
{
    public required string Name { get; init; }

    public required HealthStatus Health { get; init; }

    public required string Summary { get; init; }

    public required RouteState State { get; init; }

    public required string? Project { get; init; }

    public required IReadOnlyList<string> Logstores { get; init; }

    public required string? ConsumerGroup { get; init; }

    public required string? Consumer { get; init; }

    public required bool IsRegistered { get; init; }

    public required TimeSpan? HeartbeatAge { get; init; }

    public required TimeSpan? CheckpointAge { get; init; }

    public required RecordTotals Totals { get; init; }

    public required double RecordsPerSecond { get; init; }

    public required double BytesPerSecond { get; init; }

    public required TimeSpan? ReadLag { get; init; }

    public required TimeSpan? DeliveryLag { get; init; }

    public required TimeSpan? RetentionLeft { get; init; }

    public required long UnsettledBytes { get; init; }

    public required TimeSpan SendThrottledTime { get; init; }

    public required long MemoryUsedBytes { get; init; }

    public required long MemoryLimitBytes { get; init; }

    public required bool AreCredentialsRejected { get; init; }

    public required DateTimeOffset? CredentialExpiresAt { get; init; }

    public required DateTimeOffset? LastDeliveryAt { get; init; }

    public required string? DeadLetterTarget { get; init; }

    public required StatusError? LastError { get; init; }

    public required IReadOnlyList<DestinationStatus> Destinations { get; init; }

    public required IReadOnlyList<OutageStatus> Outages { get; init; }

    public required IReadOnlyList<ShardForwardingStatus> Shards { get; init; }

    public required IReadOnlyList<string> UnownedShards { get; init; }

    public static RouteAnswer Of(RouteStatus route, DateTimeOffset now, HealthAnswer health) => new()
    {
        Name = route.Name,
        Health = health.Reasons
            .Where(reason => reason.Route == route.Name)
            .Select(reason => reason.Status)
            .DefaultIfEmpty(HealthStatus.Healthy)
            .Min(),
        Summary = RouteSummary.Of(route, now),
        State = route.State,
        Project = route.Project,
        Logstores = route.Logstores,
        ConsumerGroup = route.ConsumerGroup,
        Consumer = route.Consumer,
        IsRegistered = route.IsRegistered,
        HeartbeatAge = route.HeartbeatAge,
        CheckpointAge = route.CheckpointAge,
        Totals = route.Totals,
        RecordsPerSecond = Math.Round(route.RecordsPerSecond, 2),
        BytesPerSecond = Math.Round(route.BytesPerSecond, 2),
        ReadLag = route.ReadLag,
        DeliveryLag = route.DeliveryLag,
        RetentionLeft = route.RetentionLeft,
        UnsettledBytes = route.UnsettledBytes,
        SendThrottledTime = route.SendThrottledTime,
        MemoryUsedBytes = route.MemoryUsedBytes,
        MemoryLimitBytes = route.MemoryLimitBytes,
        AreCredentialsRejected = route.AreCredentialsRejected,
        CredentialExpiresAt = route.CredentialExpiresAt,
        LastDeliveryAt = route.LastDeliveryAt,
        DeadLetterTarget = route.DeadLetterTarget,
        LastError = route.LastError,
        Destinations = route.Destinations,
        Outages = route.Outages,
        Shards = route.Shards,
        UnownedShards = route.UnownedShards,
    };
}
