using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Logs that expired before they were read.
internal sealed record LogGap(string ShardName, LogPosition Expired, LogPosition Resumed, DateTimeOffset? ResumedAt, DateTimeOffset NoticedAt)
{
    // Cursors are numbered one by one but for gaps of their own: the most that can have been missed.
    public long? MissedGroups =>
        CursorNumber.Decode(Resumed) - CursorNumber.Decode(Expired) is { } missed and >= 0 ? missed : null;
}
