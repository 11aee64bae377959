using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

// Collects what the parts of a source tell of themselves. Safe for use from several threads.
internal sealed class SourceMonitor(TroubleLog trouble, SlsClock clock, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ShardProgress?> _shards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _retention = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _beats = new(StringComparer.Ordinal);

    public void Begin(string partition) => _shards[partition] = null;

    public void Pulled(string partition, PulledBlock pulled)
    {
        if (_shards.ContainsKey(partition))
        {
            _shards[partition] = ShardProgress.After(pulled, clock.Now);
        }
    }

    public void End(string partition) => _shards.TryRemove(partition, out _);

    public void Beat(string logstore) => _beats[logstore] = time.GetTimestamp();

    public void SetRetention(string logstore, TimeSpan retention) => _retention[logstore] = retention;

    // By name: the partition's logstore is what stands before the slash.
    public IReadOnlyList<ShardStatus> Shards()
    {
        DateTimeOffset now = clock.Now;
        List<ShardStatus> shards = [];
        foreach ((string partition, ShardProgress? progress) in _shards.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            TimeSpan? lag = progress?.LagAt(now);
            TimeSpan? retention = _retention.TryGetValue(partition[..partition.IndexOf('/', StringComparison.Ordinal)], out TimeSpan known) ? known : null;
            shards.Add(new ShardStatus(partition, progress?.Position, lag, retention - lag));
        }

        return shards;
    }

    public SourceStatus Status()
    {
        (long gaps, long missed) = trouble.Missed;
        TimeSpan? age = _beats.IsEmpty ? null : _beats.Values.Max(beat => time.GetElapsedTime(beat));
        return new SourceStatus(Shards(), age, trouble.AreCredentialsRejected, gaps, missed);
    }
}
