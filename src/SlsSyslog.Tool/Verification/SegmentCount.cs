namespace SlsSyslog.Tool;

/// <summary>Represents the number of records in a part of a shard.</summary>
/// <param name="Logstore">The logstore.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Span">The part.</param>
internal sealed record SegmentCount(string Logstore, int Shard, CursorSpan Span)
{
    private long _records;

    public long Records => Interlocked.Read(ref _records);

    /// <summary>Gets the records by the minute in the log; empty unless it is counted.</summary>
    public Dictionary<DateTimeOffset, long> ByLogMinute { get; } = [];

    public void Add(long records) => Interlocked.Add(ref _records, records);
}
