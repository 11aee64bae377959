namespace SlsSyslog;

/// <summary>Counts the records of a shard since the start of the process.</summary>
internal struct RecordCounts
{
    public long Read;
    public long Filtered;
    public long Delivered;
    public long DeadLettered;
    public long Skipped;
    public long Released;
    public long Repeated;
    public long Truncated;
    public long Split;
    public long Sanitized;
    public long UnreadableTimes;
    public long UnparsedFields;
    public long NameClashes;
    public long AmbiguousProfiles;

    public void AddConfirmed(in BatchCounts counts)
    {
        Filtered += counts.Filtered;
        DeadLettered += counts.DeadLettered;
        Skipped += counts.Skipped;
        Delivered += counts.Sent;
        Truncated += counts.Truncated;
        Split += counts.Split;
        Sanitized += counts.Sanitized;
        UnreadableTimes += counts.Transform.UnreadableTimes;
        UnparsedFields += counts.Transform.UnparsedFields;
        NameClashes += counts.Transform.NameClashes;
        AmbiguousProfiles += counts.Transform.AmbiguousProfiles;
    }

    public readonly RecordTotals ToTotals(long pending) =>
        new(Read, Filtered, Delivered, DeadLettered, Skipped, Released, pending, Repeated, Truncated, Sanitized, UnreadableTimes);
}
