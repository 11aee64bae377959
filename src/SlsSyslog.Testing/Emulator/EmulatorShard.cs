namespace SlsSyslog.Testing;

/// <summary>Represents the state of a shard at a point in time.</summary>
/// <param name="Id">The number of the shard.</param>
/// <param name="IsReadOnly">A value that indicates whether the shard is read-only because it was split or merged.</param>
/// <param name="BeginKey">The first hash key of the range, 32 hex digits.</param>
/// <param name="EndKey">The first hash key after the range, 32 hex digits.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="BeginCursor">The cursor of the oldest retained LogGroup.</param>
/// <param name="EndCursor">The cursor of the next LogGroup to be written.</param>
/// <param name="Parents">The shards that were split or merged into this one.</param>
public sealed record EmulatorShard(
    int Id, bool IsReadOnly, string BeginKey, string EndKey, DateTimeOffset CreatedAt, string BeginCursor, string EndCursor,
    IReadOnlyList<int> Parents);
