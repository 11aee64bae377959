using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// What to pull.
internal readonly record struct PullRequest(int Shard, LogPosition From)
{
    // Exclusive; null to read on without end.
    public LogPosition? End { get; init; }
}
