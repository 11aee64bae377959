namespace SlsSyslog;

/// <summary>Represents a shard of a route at one moment.</summary>
internal sealed record ShardSnapshot(
    string Name,
    bool IsOwned,
    RecordCounts Counts,
    long Pending,
    TimeSpan DeliveryLag,
    long UnsettledBytes,
    LogPosition? Confirmed,
    StatusError? Blocked,
    StatusError? LastError)
{
    public RecordTotals Totals { get; } = Counts.ToTotals(Pending);
}
