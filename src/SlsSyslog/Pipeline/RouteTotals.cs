namespace SlsSyslog;

/// <summary>Counts what a route has confirmed since it started. Several shards update it, once per slice.</summary>
internal sealed class RouteTotals
{
    private long _read;
    private long _filtered;
    private long _deadLettered;
    private long _skipped;
    private long _truncated;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _undelivered = new(StringComparer.Ordinal);

    public long Read => Interlocked.Read(ref _read);

    public long Filtered => Interlocked.Read(ref _filtered);

    public long DeadLettered => Interlocked.Read(ref _deadLettered);

    /// <summary>Gets the number of records that the failure policy skipped.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    public long Truncated => Interlocked.Read(ref _truncated);

    public long Delivered => Read - Filtered - DeadLettered - Skipped;

    /// <summary>Gets the number of shards whose last lease ended with records that were read but not confirmed.</summary>
    public long UndeliveredShards
    {
        get
        {
            lock (_lock)
            {
                return _undelivered.Count;
            }
        }
    }

    public void AddConfirmed(in BatchCounts counts)
    {
        Interlocked.Add(ref _read, counts.Read);
        Interlocked.Add(ref _filtered, counts.Filtered);
        Interlocked.Add(ref _deadLettered, counts.DeadLettered);
        Interlocked.Add(ref _skipped, counts.Skipped);
        Interlocked.Add(ref _truncated, counts.Truncated);
    }

    /// <summary>Adds the end of a lease. A later lease of the shard that confirms everything it reads clears it.</summary>
    public void SetShardEnd(string shard, bool isUndelivered)
    {
        lock (_lock)
        {
            _ = isUndelivered ? _undelivered.Add(shard) : _undelivered.Remove(shard);
        }
    }
}
