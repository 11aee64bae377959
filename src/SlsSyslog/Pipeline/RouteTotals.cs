namespace SlsSyslog;

/// <summary>Counts what a route has confirmed since it started. Several shards update it, once per slice.</summary>
internal sealed class RouteTotals
{
    private long _read;
    private long _filtered;
    private long _deadLettered;
    private long _truncated;
    private long _undelivered;

    public long Read => Interlocked.Read(ref _read);

    public long Filtered => Interlocked.Read(ref _filtered);

    public long DeadLettered => Interlocked.Read(ref _deadLettered);

    public long Truncated => Interlocked.Read(ref _truncated);

    public long Delivered => Read - Filtered - DeadLettered;

    /// <summary>Gets the number of shards that were released with records that were read but not confirmed.</summary>
    public long UndeliveredShards => Interlocked.Read(ref _undelivered);

    public void AddConfirmed(in BatchCounts counts)
    {
        Interlocked.Add(ref _read, counts.Read);
        Interlocked.Add(ref _filtered, counts.Filtered);
        Interlocked.Add(ref _deadLettered, counts.DeadLettered);
        Interlocked.Add(ref _truncated, counts.Truncated);
    }

    public void AddUndeliveredShard() => Interlocked.Increment(ref _undelivered);
}
