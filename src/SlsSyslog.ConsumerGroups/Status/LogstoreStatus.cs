namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents one logstore of a source at a point in time. Counts are since the source was created.</summary>
/// <param name="Name">The name of the logstore.</param>
public sealed record LogstoreStatus(string Name)
{
    /// <summary>Gets a value that indicates whether the consumer is registered: its last heartbeat succeeded and it was not evicted since.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Gets the time since the last successful heartbeat, or <see langword="null"/> before the first one.</summary>
    public TimeSpan? HeartbeatAge { get; init; }

    /// <summary>Gets the time since the last heartbeat that was attempted, or <see langword="null"/> before the first one.</summary>
    public TimeSpan? HeartbeatAttemptAge { get; init; }

    /// <summary>Gets the number of bytes that were pulled, as they were sent by SLS.</summary>
    public long PulledBytes { get; init; }

    /// <summary>Gets the number of bytes that were pulled, before compression.</summary>
    public long PulledRawBytes { get; init; }

    /// <summary>Gets the time that shards waited because SLS rejected pulls by a quota.</summary>
    public TimeSpan ThrottledTime { get; init; }

    /// <summary>Gets the number of times that logs expired before they were read.</summary>
    public long Gaps { get; init; }

    /// <summary>Gets the approximate number of LogGroups that were lost in these gaps, an upper bound.</summary>
    public long MissedLogGroups { get; init; }
}
