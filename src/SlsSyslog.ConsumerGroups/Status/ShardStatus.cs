namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the progress of one shard at a point in time.</summary>
/// <param name="ShardName">The name of the shard, as <c>logstore/shard</c>.</param>
/// <param name="NextPosition">The position of the next pull, or <see langword="null"/> before the first pull.</param>
/// <param name="Lag">
/// The age of the oldest log that was not pulled, based on the time at which SLS received it. Approximately zero when the shard is fully
/// read, and <see langword="null"/> when it is unknown.
/// </param>
/// <param name="RetentionLeft">The time until that log expires, or <see langword="null"/> when the lag or the retention period is unknown.</param>
public sealed record ShardStatus(string ShardName, LogPosition? NextPosition, TimeSpan? Lag, TimeSpan? RetentionLeft)
{
    /// <summary>Gets why a block cannot be decoded, after several attempts. <see langword="null"/> when nothing blocks the shard.</summary>
    public SourceError? Blocked { get; init; }

    /// <summary>Gets the last error of the shard since it is owned, or <see langword="null"/> if there was none.</summary>
    public SourceError? LastError { get; init; }
}
