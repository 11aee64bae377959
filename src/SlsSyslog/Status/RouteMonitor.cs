using System.Collections.Concurrent;

namespace SlsSyslog;

/// <summary>Holds what is known about one route from the configuration to the end of the process. Safe for concurrent use.</summary>
internal sealed class RouteMonitor(string name, TimeProvider timeProvider, RouteInstruments? instruments = null)
{
    private readonly ConcurrentDictionary<string, ShardMonitor> _shards = new(StringComparer.Ordinal);
    private readonly KeyValuePair<string, object?> _tag = new(SlsSyslogMetricNames.RouteTag, name);
    private StatusError? _lastError;
    private long _lastDeliveryTicks;
    private volatile RouteState _state = RouteState.Starting;
    private volatile bool _wasRegistered;
    private volatile IMonitoredSource? _source;
    private volatile ITransportStatus? _transport;

    public string Name => name;

    /// <summary>Gets or sets what the route does, apart from its registration.</summary>
    public RouteState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Gets or sets the transport, if it reports its connections.</summary>
    public ITransportStatus? Transport
    {
        get => _transport;
        set => _transport = value;
    }

    public string? DeadLetterTarget { get; set; }

    /// <summary>Gets or sets a value that indicates whether the checkpoint waits for the records of this destination.</summary>
    public bool IsRequired { get; set; } = true;

    /// <summary>Gets or sets what waits for a confirmation.</summary>
    public RouteProgress? Progress { get; set; }

    /// <summary>Gets or sets a value that indicates whether the records are read for a second time by intention.</summary>
    public bool IsReplay { get; set; }

    /// <summary>Gets the name of the consumer group, if the source is a member of one.</summary>
    public string? ConsumerGroup { get; private set; }

    /// <summary>Gets the rates of the last minute.</summary>
    public RateMeter Rate { get; } = new(timeProvider);

    public StatusError? LastError => Volatile.Read(ref _lastError);

    public DateTimeOffset? LastDeliveryAt =>
        Interlocked.Read(ref _lastDeliveryTicks) is > 0 and long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Sets the source; of several on-demand runs, the last one counts.</summary>
    public void Attach(ILogSource source, bool observesPulls = true)
    {
        _source = source as IMonitoredSource;
        if (_source is { } monitored)
        {
            if (observesPulls)
            {
                monitored.OnPulled = pull => instruments?.AddPull(_tag, pull);
            }

            ConsumerGroup = monitored.GetStatus().ConsumerGroup;
        }
    }

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

    /// <summary>Sets what blocks a shard until it makes progress.</summary>
    public void Block(string shard, string message, string action)
    {
        AddError(shard, message, action);
        ShardMonitor monitor = GetShard(shard);
        monitor.Blocked = monitor.LastError;
    }

    public void AddConfirmed(in BatchCounts counts, ReadBatch? batch)
    {
        int sent = counts.Sent;
        Rate.Add(sent, batch?.RawBytes ?? 0);
        if (sent == 0)
        {
            return;
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        Interlocked.Exchange(ref _lastDeliveryTicks, now.UtcTicks);
        if (batch is not null)
        {
            TimeSpan latency = now - batch.ReceivedAt;
            instruments?.AddLatency(_tag, latency > TimeSpan.Zero ? latency : TimeSpan.Zero, IsReplay);
        }
    }

    public void AddRewind(string errorType) => instruments?.AddRewind(_tag, errorType);

    public void AddFormat(long started) => instruments?.AddFormat(_tag, timeProvider.GetElapsedTime(started));

    public void AddSend(long started) => instruments?.AddSend(_tag, timeProvider.GetElapsedTime(started));

    public void AddConfirm(long started) => instruments?.AddConfirm(_tag, timeProvider.GetElapsedTime(started));

    /// <summary>Gets everything that is known at this moment. The shards are sorted by name.</summary>
    public RouteSample GetSample()
    {
        SourceStatus? source = _source?.GetStatus();
        Dictionary<string, ShardStatus> read = [];
        foreach (ShardStatus shard in source?.Shards ?? [])
        {
            read[shard.ShardName] = shard;
            GetShard(shard.ShardName);
        }

        ShardSample[] shards =
        [
            .. _shards.Values.Select(shard => new ShardSample(shard.GetSnapshot(), read.GetValueOrDefault(shard.Name)))
                .OrderBy(shard => shard.Logstore, StringComparer.Ordinal)
                .ThenBy(shard => shard.Shard.Length)
                .ThenBy(shard => shard.Shard, StringComparer.Ordinal),
        ];
        _wasRegistered |= source?.IsRegistered ?? true;
        RouteState state = _state == RouteState.Running && !_wasRegistered ? RouteState.Starting : _state;
        return new RouteSample(name, state, shards, source, _transport?.GetServers() ?? [])
        {
            SendThrottledTime = _transport?.ThrottledTime ?? TimeSpan.Zero,
        };
    }

    public RouteStatus GetStatus() => StatusBuilder.Build(this, GetSample());
}
