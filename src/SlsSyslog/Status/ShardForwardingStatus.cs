namespace SlsSyslog;

/// <summary>Represents the progress of one shard of a route at a point in time.</summary>
public sealed record ShardForwardingStatus
{
    /// <summary>Gets the name of the shard, as <c>logstore/shard</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value that indicates whether this process owns the shard.</summary>
    public bool IsOwned { get; init; }

    /// <summary>Gets the position of the next pull, or <see langword="null"/> before the first one.</summary>
    public LogPosition? NextPosition { get; init; }

    /// <summary>Gets the position before which every record is confirmed, or <see langword="null"/> before the first batch.</summary>
    public LogPosition? ConfirmedPosition { get; init; }

    /// <summary>Gets the age of the oldest unread log since SLS received it, or <see langword="null"/> when it is unknown.</summary>
    public TimeSpan? ReadLag { get; init; }

    /// <summary>Gets the age of the oldest unconfirmed batch since SLS received it. Zero when nothing is pending.</summary>
    public TimeSpan? DeliveryLag { get; init; }

    /// <summary>Gets the time until the oldest unread log expires, or <see langword="null"/> when it is unknown.</summary>
    public TimeSpan? RetentionLeft { get; init; }

    /// <summary>Gets the totals of the shard since the start of the process, over all times at which this process owned it.</summary>
    public required RecordTotals Totals { get; init; }

    /// <summary>Gets the number of bytes that were sent and are not settled yet.</summary>
    public long UnsettledBytes { get; init; }

    /// <summary>
    /// Gets what blocks the shard: a block that cannot be decoded, a record that the server rejects, or a dead letter that cannot be stored.
    /// <see langword="null"/> when nothing does.
    /// </summary>
    public StatusError? Blocked { get; init; }

    /// <summary>Gets the last error of the shard, or <see langword="null"/> if there was none.</summary>
    public StatusError? LastError { get; init; }
}
