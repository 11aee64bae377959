namespace SlsSyslog.ConsumerGroups;

/// <summary>Specifies what a reader reads: a shard from one position to another.</summary>
internal sealed record ShardRange(int Shard, LogPosition From)
{
    /// <summary>Gets the position that is already stored, if any. An empty pull at this position is not reported.</summary>
    public LogPosition? Stored { get; init; }

    /// <summary>Gets the end of the range, exclusive.</summary>
    public LogPosition? End { get; init; }

    /// <summary>Gets the end of the range when its cursor is not known yet. It is requested once its time has passed.</summary>
    public ShardPosition? EndAt { get; init; }
}
