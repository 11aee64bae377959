namespace SlsSyslog;

/// <summary>Represents the status of one route at a point in time. It contains nothing from the content of a log.</summary>
public sealed record RouteStatus
{
    /// <summary>Gets the name of the route. Each of several destinations has its own status, with the name <c>route/destination</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the checkpoint waits for this destination. An optional destination never makes the health unhealthy.
    /// </summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Gets what the route currently does.</summary>
    public required RouteState State { get; init; }

    /// <summary>Gets the project that is read, or <see langword="null"/> for a custom source.</summary>
    public string? Project { get; init; }

    /// <summary>Gets the names of the logstores that are read. Empty for a custom source.</summary>
    public IReadOnlyList<string> Logstores { get; init; } = [];

    /// <summary>Gets the consumer group, or <see langword="null"/> for a source that is not a member of one.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>Gets the name of this consumer in the group, or <see langword="null"/> before it has one.</summary>
    public string? Consumer { get; init; }

    /// <summary>
    /// Gets a value that indicates whether the consumer is registered with the groups of all logstores. Always <see langword="true"/> for a
    /// source that is not a member of a group.
    /// </summary>
    public bool IsRegistered { get; init; }

    /// <summary>Gets the time since the last successful heartbeat, the longest of all logstores; <see langword="null"/> before one.</summary>
    public TimeSpan? HeartbeatAge { get; init; }

    /// <summary>
    /// Gets the time since the last heartbeat that was attempted, with or without success: whether the loop runs. <see langword="null"/> before
    /// the first one.
    /// </summary>
    public TimeSpan? HeartbeatAttemptAge { get; init; }

    /// <summary>
    /// Gets how long the oldest confirmed position waits to be stored as a checkpoint; zero when every one is stored. <see langword="null"/>
    /// for a source that stores no checkpoints.
    /// </summary>
    public TimeSpan? CheckpointAge { get; init; }

    /// <summary>Gets the totals of all shards since the start of the process.</summary>
    public required RecordTotals Totals { get; init; }

    /// <summary>Gets the number of confirmed records per second, the mean over the last minute.</summary>
    public double RecordsPerSecond { get; init; }

    /// <summary>Gets the number of confirmed bytes per second, as logs before compression, the mean over the last minute.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Gets the largest read lag of the owned shards, or <see langword="null"/> when none is known.</summary>
    public TimeSpan? ReadLag { get; init; }

    /// <summary>Gets the largest delivery lag of the owned shards; zero when nothing is pending.</summary>
    public TimeSpan? DeliveryLag { get; init; }

    /// <summary>Gets the shortest time until an unread log expires, or <see langword="null"/> when it is unknown.</summary>
    public TimeSpan? RetentionLeft { get; init; }

    /// <summary>Gets the number of bytes that were sent and are not settled yet.</summary>
    public long UnsettledBytes { get; init; }

    /// <summary>Gets the number of bytes that the source holds of its memory budget.</summary>
    public long MemoryUsedBytes { get; init; }

    /// <summary>Gets the memory budget of the source in bytes; 0 when it has none.</summary>
    public long MemoryLimitBytes { get; init; }

    /// <summary>Gets a value that indicates whether SLS currently rejects the access key or its permissions.</summary>
    public bool AreCredentialsRejected { get; init; }

    /// <summary>Gets the time at which the credentials in use expire, or <see langword="null"/> if they do not or it is unknown.</summary>
    public DateTimeOffset? CredentialExpiresAt { get; init; }

    /// <summary>Gets the last error of the route or one of its shards, or <see langword="null"/> if there was none.</summary>
    public StatusError? LastError { get; init; }

    /// <summary>Gets the last outages of the route, at most 20, the newest first.</summary>
    public IReadOnlyList<OutageStatus> Outages { get; init; } = [];

    /// <summary>Gets the shards that this process owns or owned, sorted by name.</summary>
    public IReadOnlyList<ShardForwardingStatus> Shards { get; init; } = [];

    /// <summary>
    /// Gets the names of the shards of the group, as <c>logstore/shard</c>, that have unread logs and whose checkpoint has not moved for twice
    /// the group timeout and at least one minute: no consumer owns them, or their owner makes no progress. Every consumer that owns a shard
    /// reports them.
    /// </summary>
    public IReadOnlyList<string> UnownedShards { get; init; } = [];

    /// <summary>Gets the servers of the route. Empty for a custom transport.</summary>
    public IReadOnlyList<DestinationStatus> Destinations { get; init; } = [];

    /// <summary>
    /// Gets how long records have waited because of <c>MaxBytesPerSecond</c> and <c>MaxRecordsPerSecond</c>, added up over the shards since the
    /// start of the process.
    /// </summary>
    public TimeSpan SendThrottledTime { get; init; }

    /// <summary>Gets the time of the last confirmation by the server, or <see langword="null"/> before the first.</summary>
    public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>Gets where dead letters are stored: a path, or the name of the handler.</summary>
    public string? DeadLetterTarget { get; init; }
}
