namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the status of a source at a point in time, for gauges and health checks.</summary>
/// <param name="Shards">The shards that this consumer owns, sorted by name.</param>
/// <param name="HeartbeatAge">The time since the last successful heartbeat, the longest of all logstores; <see langword="null"/> before one.</param>
/// <param name="CredentialsRejected">A value that indicates whether SLS currently rejects the access key or its permissions.</param>
/// <param name="Gaps">The number of times that logs expired before they were read, since the source was created.</param>
/// <param name="MissedLogGroups">The approximate number of LogGroups that were lost in these gaps.</param>
/// <param name="IsConsumerDuplicate">A value that indicates whether another process uses the consumer name, so that logs are read twice.</param>
public sealed record SourceStatus(
    IReadOnlyList<ShardStatus> Shards, TimeSpan? HeartbeatAge, bool CredentialsRejected, long Gaps, long MissedLogGroups, bool IsConsumerDuplicate)
{
    /// <summary>Gets the name of the project.</summary>
    public string Project { get; init; } = "";

    /// <summary>Gets the logstores in their configured order.</summary>
    public IReadOnlyList<LogstoreStatus> Logstores { get; init; } = [];

    /// <summary>Gets the name of the consumer group, or <see langword="null"/> for a source that is not a member of one.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>Gets the name of the consumer, or <see langword="null"/> before the source runs and for a source without a group.</summary>
    public string? Consumer { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the consumer is registered with the groups of all logstores. Always <see langword="true"/> for a
    /// source that is not a member of a group.
    /// </summary>
    public bool IsRegistered { get; init; }

    /// <summary>
    /// Gets the time since the last heartbeat that was attempted, with or without success, the longest over all logstores, or
    /// <see langword="null"/> before the first one.
    /// </summary>
    public TimeSpan? HeartbeatAttemptAge { get; init; }

    /// <summary>
    /// Gets how long the oldest committed position waits to be stored as a checkpoint; zero when every one is stored. <see langword="null"/>
    /// for a source that stores no checkpoints.
    /// </summary>
    public TimeSpan? CheckpointAge { get; init; }

    /// <summary>
    /// Gets the names of the shards of the group, as <c>logstore/shard</c>, that have unread logs and whose checkpoint has not moved for twice
    /// the group timeout and at least one minute: no consumer owns them, or their owner makes no progress.
    /// </summary>
    public IReadOnlyList<string> UnownedShards { get; init; } = [];

    /// <summary>Gets the time at which the credentials in use expire, or <see langword="null"/> if they do not or none were used yet.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>Gets the number of refreshes of credentials that failed.</summary>
    public long CredentialRefreshErrors { get; init; }

    /// <summary>Gets the number of bytes that the source holds of its memory budget.</summary>
    public long MemoryUsedBytes { get; init; }

    /// <summary>Gets the memory budget in bytes, or 0 before the source runs.</summary>
    public long MemoryLimitBytes { get; init; }

    /// <summary>Gets the last error of the source or one of its shards, or <see langword="null"/> if there was none.</summary>
    public SourceError? LastError { get; init; }

    /// <summary>Gets the last 20 outages, the newest first. Those of up to five seconds are omitted, as a repeated request hides them.</summary>
    public IReadOnlyList<SourceOutage> Outages { get; init; } = [];
}
