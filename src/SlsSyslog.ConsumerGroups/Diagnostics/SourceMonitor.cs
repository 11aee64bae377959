using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Keeps the progress of the shards of a source and the time of its heartbeats. Safe for concurrent use.</summary>
internal sealed class SourceMonitor(SlsClock clock, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ShardProgress?> _shards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _retention = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _heartbeats = new(StringComparer.Ordinal);

    /// <summary>Gets the time since the last successful heartbeat, the longest over all logstores; null before the first one.</summary>
    public TimeSpan? HeartbeatAge => _heartbeats.IsEmpty ? null : _heartbeats.Values.Max(sent => timeProvider.GetElapsedTime(sent));

    public void AddShard(string shard)
    {
        lock (_lock)
        {
            _shards[shard] = null;
        }
    }

    /// <summary>Records the progress of a shard, unless it was removed.</summary>
    public void SetPulled(string shard, PullResult pulled)
    {
        lock (_lock)
        {
            if (_shards.ContainsKey(shard))
            {
                _shards[shard] = ShardProgress.After(pulled, clock.Now);
            }
        }
    }

    public void RemoveShard(string shard)
    {
        lock (_lock)
        {
            _shards.Remove(shard);
        }
    }

    public bool HasShards(string logstore)
    {
        lock (_lock)
        {
            return _shards.Keys.Any(shard => LogstoreOf(shard) == logstore);
        }
    }

    public void SetHeartbeat(string logstore) => _heartbeats[logstore] = timeProvider.GetTimestamp();

    public void SetRetention(string logstore, TimeSpan retention) => _retention[logstore] = retention;

    /// <summary>Gets the status of all shards, sorted by name.</summary>
    public IReadOnlyList<ShardStatus> GetShards()
    {
        DateTimeOffset now = clock.Now;
        lock (_lock)
        {
            return [.. _shards.Select(shard => StatusOf(shard.Key, shard.Value, now))];
        }
    }

    private ShardStatus StatusOf(string shard, ShardProgress? progress, DateTimeOffset now)
    {
        TimeSpan? lag = progress?.LagAt(now);
        TimeSpan? retention = _retention.TryGetValue(LogstoreOf(shard), out TimeSpan known) ? known : null;
        return new ShardStatus(shard, progress?.Position, lag, retention - lag);
    }

    private static string LogstoreOf(string shard) => shard[..shard.IndexOf('/', StringComparison.Ordinal)];
}
