namespace SlsSyslog.Tool;

/// <summary>Describes how far a consumer group has read one shard.</summary>
/// <param name="Shard">The number of the shard.</param>
/// <param name="IsReadOnly">Whether the shard was split or merged.</param>
/// <param name="Checkpoint">The cursor of the next log; null when there is none.</param>
/// <param name="CheckpointTime">When SLS received the next log; null when everything is read, or when the log is not known.</param>
/// <param name="Owner">The consumer that stored the checkpoint, which SLS reports in place of the owner.</param>
/// <param name="UpdatedAt">When the checkpoint was stored.</param>
/// <param name="LagSeconds">The age of the next log; 0 when everything is read, null when it is unknown.</param>
/// <param name="LogGroupsBehind">The number of LogGroups after the checkpoint, at most; null when it is unknown.</param>
internal sealed record GroupShard(
    int Shard,
    bool IsReadOnly,
    string? Checkpoint,
    DateTimeOffset? CheckpointTime,
    string? Owner,
    DateTimeOffset? UpdatedAt,
    double? LagSeconds,
    long? LogGroupsBehind)
{
    /// <summary>Gets a value that indicates whether the logs at the checkpoint have expired.</summary>
    public bool HasExpired { get; init; }
}
