using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

// Collects what the parts of a source tell of themselves. Safe for use from several threads.
internal sealed class SourceMonitor(TroubleLog trouble, SlsClock clock, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ShardProgress?> _shards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _retention = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _beats = new(StringComparer.Ordinal);

    public void Begin(string partition)
    {
        lock (_lock)
        {
            _shards[partition] = null;
        }
    }

    public void Pulled(string partition, PulledBlock pulled)
    {
        lock (_lock)
        {
            if (_shards.ContainsKey(partition))
            {
                _shards[partition] = ShardProgress.After(pulled, clock.Now);
            }
        }
    }

    public void End(string partition)
    {
        lock (_lock)
        {
            _shards.Remove(partition);
        }
    }

    public void Beat(string logstore) => _beats[logstore] = time.GetTimestamp();

    public void SetRetention(string logstore, TimeSpan retention) => _retention[logstore] = retention;

    // By name: the partition's logstore is what stands before the slash.
    public IReadOnlyList<ShardStatus> Shards()
    {
        DateTimeOffset now = clock.Now;
        lock (_lock)
        {
            return [.. _shards.Select(shard => StatusOf(shard.Key, shard.Value, now))];
        }
    }

    public SourceStatus Status()
    {
        (long gaps, long missed) = trouble.Missed;
        TimeSpan? age = _beats.IsEmpty ? null : _beats.Values.Max(beat => time.GetElapsedTime(beat));
        return new SourceStatus(Shards(), age, trouble.AreCredentialsRejected, gaps, missed);
    }

    private ShardStatus StatusOf(string partition, ShardProgress? progress, DateTimeOffset now)
    {
        TimeSpan? lag = progress?.LagAt(now);
        TimeSpan? retention = _retention.TryGetValue(partition[..partition.IndexOf('/', StringComparison.Ordinal)], out TimeSpan known) ? known : null;
        return new ShardStatus(partition, progress?.Position, lag, retention - lag);
    }
}
