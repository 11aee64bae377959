using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// What one reader reads.
internal sealed record ShardRange(int Shard, LogOrigin Origin, LogPosition From)
{
    // The position that is stored already, if one is: an empty pull there is no news.
    public LogPosition? Stored { get; init; }

    // Where to end, itself not included.
    public LogPosition? End { get; init; }

    // Where to end, when that is still to be found out: at once, or when its time has passed.
    public ShardPosition? EndAt { get; init; }
}
