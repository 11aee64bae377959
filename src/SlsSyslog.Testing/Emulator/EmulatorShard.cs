namespace SlsSyslog.Testing;

/// <summary>A shard at one moment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="IsReadOnly">Whether it takes no more writes, since it was split or merged.</param>
/// <param name="BeginKey">The first hash key of its range, 32 hex digits.</param>
/// <param name="EndKey">The first hash key beyond its range, 32 hex digits.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="BeginCursor">The cursor of its oldest retained LogGroup.</param>
/// <param name="EndCursor">The cursor of the next LogGroup to be written.</param>
/// <param name="Parents">The shards it came from by a split or merge.</param>
public sealed record EmulatorShard(
    int Id, bool IsReadOnly, string BeginKey, string EndKey, DateTimeOffset CreatedAt, string BeginCursor, string EndCursor, IReadOnlyList<int> Parents);
