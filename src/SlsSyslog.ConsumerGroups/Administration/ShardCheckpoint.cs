namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the checkpoint of one shard in a consumer group.</summary>
/// <param name="Shard">The number of the shard.</param>
/// <param name="Position">The position of the next log to read, or <see langword="null"/> if the shard has no checkpoint.</param>
/// <param name="Consumer">
/// The name of the consumer that stored the checkpoint; empty if SLS does not report one. SLS does not report the current owner.
/// </param>
/// <param name="UpdatedAt">The time at which the checkpoint was stored, or <see langword="null"/> if it is unknown.</param>
public sealed record ShardCheckpoint(int Shard, LogPosition? Position, string Consumer, DateTimeOffset? UpdatedAt);
