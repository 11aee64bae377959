using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Keeps the progress of the shards of a source and the time of its heartbeats. Safe for concurrent use.</summary>
internal sealed class SourceMonitor(SlsClock clock, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, ShardProgress?> _shards = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _retention = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, LogstoreMonitor> _logstores = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _unstored = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _unowned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SourceError> _lastErrors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SourceError> _blocked = new(StringComparer.Ordinal);
    private DateTimeOffset? _credentialExpiresAt;
    private volatile MemoryBudget[] _budgets = [];

    /// <summary>Gets the time since the last successful heartbeat, the longest over all logstores; null before the first one.</summary>
    public TimeSpan? HeartbeatAge => _logstores.Values.Max(logstore => logstore.GetStatus().HeartbeatAge);

    /// <summary>Gets how long the oldest position that is not stored has been confirmed; zero when every one is stored.</summary>
    public TimeSpan CheckpointAge => _unstored.Values.Select(since => timeProvider.GetElapsedTime(since)).DefaultIfEmpty().Max();

    /// <summary>Gets the shards that nobody reads, sorted by name.</summary>
    public IReadOnlyList<string> UnownedShards => [.. _unowned.Values.SelectMany(shards => shards).Order(StringComparer.Ordinal)];

    /// <summary>Gets the memory budget of the current run; 0 before it.</summary>
    public long MemoryLimitBytes { get; private set; }

    /// <summary>Gets what the current run holds of its memory budget.</summary>
    public long MemoryUsedBytes => _budgets.Sum(budget => budget.UsedBytes);

    /// <summary>Gets the end of the credentials that were used last.</summary>
    public DateTimeOffset? CredentialExpiresAt
    {
        get
        {
            lock (_lock)
            {
                return _credentialExpiresAt;
            }
        }
    }

    /// <summary>Begins a run with its memory budget.</summary>
    public void ClearBudgets(long limitBytes) => (MemoryLimitBytes, _budgets) = (limitBytes, []);

    /// <summary>Adds a part of the memory budget.</summary>
    public void AddBudget(MemoryBudget budget)
    {
        lock (_lock)
        {
            _budgets = [.. _budgets, budget];
        }
    }

    public LogstoreMonitor GetLogstore(string logstore) =>
        _logstores.GetOrAdd(logstore, static (name, clock) => new LogstoreMonitor(name, clock), timeProvider);

    public void SetCredential(SlsCredential credential)
    {
        lock (_lock)
        {
            _credentialExpiresAt = credential.ExpiresAt;
        }
    }

    public void SetUnownedShards(string logstore, IReadOnlyList<string> shards) => _unowned[logstore] = shards;

    /// <summary>Records that a confirmed position of a shard waits to be stored.</summary>
    public void SetUnstored(string shard) => _unstored.TryAdd(shard, timeProvider.GetTimestamp());

    /// <summary>Records that every confirmed position of a shard is stored, or that the shard ended.</summary>
    public void SetStored(string shard) => _unstored.TryRemove(shard, out _);

    public void SetError(string shard, SourceError error) => _lastErrors[shard] = error;

    /// <summary>Sets what blocks a shard; null when nothing does any more.</summary>
    public void SetBlocked(string shard, SourceError? error)
    {
        if (error is null)
        {
            _blocked.TryRemove(shard, out _);
        }
        else
        {
            _blocked[shard] = error;
        }
    }

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

        _lastErrors.TryRemove(shard, out _);
        _blocked.TryRemove(shard, out _);
        SetStored(shard);
    }

    public bool HasShards(string logstore)
    {
        lock (_lock)
        {
            return _shards.Keys.Any(shard => LogstoreOf(shard) == logstore);
        }
    }

    public bool HasShard(string shard)
    {
        lock (_lock)
        {
            return _shards.ContainsKey(shard);
        }
    }

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
        return new ShardStatus(shard, progress?.Position, lag, retention - lag)
        {
            Blocked = _blocked.GetValueOrDefault(shard),
            LastError = _lastErrors.GetValueOrDefault(shard),
        };
    }

    private static string LogstoreOf(string shard) => shard[..shard.IndexOf('/', StringComparison.Ordinal)];
}
