namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the status of a source at a point in time, for gauges and health checks.</summary>
/// <param name="Shards">The shards that this consumer owns, sorted by name.</param>
/// <param name="HeartbeatAge">
/// The time since the last successful heartbeat, the longest over all logstores, or <see langword="null"/> before the first one.
/// </param>
/// <param name="CredentialsRejected">A value that indicates whether SLS currently rejects the access key or its permissions.</param>
/// <param name="Gaps">The number of times that logs expired before they were read, since the source was created.</param>
/// <param name="MissedLogGroups">The approximate number of LogGroups that were lost in these gaps.</param>
/// <param name="IsConsumerDuplicate">
/// A value that indicates whether another process was found to use the same consumer name in the same group, so that logs are read twice.
/// </param>
public sealed record SourceStatus(
    IReadOnlyList<ShardStatus> Shards, TimeSpan? HeartbeatAge, bool CredentialsRejected, long Gaps, long MissedLogGroups, bool IsConsumerDuplicate);
