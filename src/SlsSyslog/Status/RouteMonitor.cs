using System.Collections.Concurrent;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>Holds what is known about one route from the configuration to the end of the process. Safe for concurrent use.</summary>
internal sealed class RouteMonitor(string name, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, ShardMonitor> _shards = new(StringComparer.Ordinal);
    private StatusError? _lastError;
    private long _lastDeliveryTicks;
    private volatile RouteState _state = RouteState.Starting;
    private volatile ILogSource? _source;
    private volatile ISyslogTransport? _transport;

    public string Name => name;

    public RouteState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Gets or sets the source; of several on-demand runs, that of the last one.</summary>
    public ILogSource? Source
    {
        get => _source;
        set => _source = value;
    }

    public ISyslogTransport? Transport
    {
        get => _transport;
        set => _transport = value;
    }

    public string? DeadLetterTarget { get; set; }

    /// <summary>Gets or sets what waits for a confirmation.</summary>
    public RouteProgress? Progress { get; set; }

    /// <summary>Gets the rates of the last minute.</summary>
    public RateMeter Rate { get; } = new(timeProvider);

    /// <summary>Opens the account of a lease.</summary>
    public LeaseAccount OpenLease(string shard) => GetShard(shard).Open();

    public ShardMonitor GetShard(string shard) => _shards.GetOrAdd(shard, static (key, clock) => new ShardMonitor(key, clock), timeProvider);

    /// <summary>Adds an error of the route, or of one of its shards.</summary>
    public void AddError(string? shard, string message, string action)
    {
        StatusError error = new(timeProvider.GetUtcNow(), PlainText.Clean(message), action);
        Volatile.Write(ref _lastError, error);
        if (shard is not null)
        {
            GetShard(shard).LastError = error;
        }
    }

    /// <summary>Sets what blocks a shard until its next batch is confirmed.</summary>
    public void Block(string shard, string message, string action)
    {
        AddError(shard, message, action);
        ShardMonitor monitor = GetShard(shard);
        monitor.Blocked = monitor.LastError;
    }

    /// <summary>Adds a batch that is confirmed.</summary>
    public void AddConfirmed(in BatchCounts counts, ReadBatch? batch)
    {
        int sent = counts.Read - counts.Filtered - counts.DeadLettered;
        Rate.Add(sent, batch?.RawBytes ?? 0);
        if (sent > 0)
        {
            Interlocked.Exchange(ref _lastDeliveryTicks, timeProvider.GetUtcNow().UtcTicks);
        }
    }

    /// <summary>Gets the shards at this moment, sorted by name.</summary>
    public ShardSnapshot[] GetShards() =>
        [.. _shards.Values.Select(shard => shard.GetSnapshot()).OrderBy(shard => shard.Name, StringComparer.Ordinal)];

    public RouteStatus GetStatus()
    {
        SourceStatus? source = (_source as ConsumerGroupSource)?.GetStatus();
        Dictionary<string, ShardStatus> read = source?.Shards.ToDictionary(shard => shard.ShardName, StringComparer.Ordinal) ?? [];
        ShardForwardingStatus[] shards = [.. GetShards().Select(shard => Describe(shard, read.GetValueOrDefault(shard.Name)))];
        (double records, double bytes) = Rate.GetRates();
        return new RouteStatus
        {
            Name = name,
            State = _state,
            IsRegistered = source is null || source.HeartbeatAge is not null,
            HeartbeatAge = source?.HeartbeatAge,
            Totals = RecordTotals.Sum(shards.Select(shard => shard.Totals)),
            RecordsPerSecond = records,
            BytesPerSecond = bytes,
            ReadLag = shards.Max(shard => shard.ReadLag),
            DeliveryLag = shards.Max(shard => shard.DeliveryLag) ?? TimeSpan.Zero,
            RetentionLeft = shards.Min(shard => shard.RetentionLeft),
            UnsettledBytes = shards.Sum(shard => shard.UnsettledBytes),
            AreCredentialsRejected = source?.CredentialsRejected ?? false,
            LastError = Volatile.Read(ref _lastError),
            Outages = Progress?.GetOutages() ?? [],
            Shards = shards,
            LastDeliveryAt = Interlocked.Read(ref _lastDeliveryTicks) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
            DeadLetterTarget = DeadLetterTarget,
        };
    }

    private static ShardForwardingStatus Describe(ShardSnapshot shard, ShardStatus? read) => new()
    {
        Name = shard.Name,
        IsOwned = shard.IsOwned,
        NextPosition = read?.NextPosition,
        ConfirmedPosition = shard.Confirmed,
        ReadLag = read?.Lag,
        DeliveryLag = shard.DeliveryLag,
        RetentionLeft = read?.RetentionLeft,
        Totals = shard.Totals,
        UnsettledBytes = shard.UnsettledBytes,
        Blocked = shard.Blocked,
        LastError = shard.LastError,
    };
}
