namespace SlsSyslog.ConsumerGroups;

/// <summary>How a source is, at one moment: for gauges and health checks.</summary>
/// <param name="Shards">The shards that are held, by name.</param>
/// <param name="HeartbeatAge">Time since the last heartbeat that SLS answered, the oldest over all logstores; null before the first.</param>
/// <param name="CredentialsRejected">Whether SLS refuses the key or its permissions at this moment.</param>
/// <param name="Gaps">How often logs expired before they were read, since the source was made.</param>
/// <param name="MissedLogGroups">About how many LogGroups were lost by that.</param>
public sealed record SourceStatus(
    IReadOnlyList<ShardStatus> Shards, TimeSpan? HeartbeatAge, bool CredentialsRejected, long Gaps, long MissedLogGroups);
