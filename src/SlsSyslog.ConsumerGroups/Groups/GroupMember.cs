namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents this consumer in the group of one logstore: sends heartbeats, takes and releases shards. It ensures (SLS protocol 7.10) that a
/// shard is reported until its reading has stopped, that nothing is delivered or committed after the group timeout has passed without a
/// heartbeat, and that heartbeats continue during a stop until every shard is drained and its checkpoint is stored.
/// </summary>
internal sealed partial class GroupMember : IAsyncDisposable
{
    private const int HeartbeatsBeforeEnd = 2;

    // A new consumer waits until others release shards. Its first heartbeats are more frequent.
    private const int EagerHeartbeats = 10;
    private static readonly TimeSpan EagerInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FinalHeartbeatTimeout = TimeSpan.FromSeconds(2);

    private readonly GroupRegistrar _registrar;
    private readonly HeartbeatTiming _timing;
    private readonly LogstoreContext _logstore;
    private readonly ConsumerGroupOptions _options;
    private readonly Func<int, ShardSlot> _createSlot;
    private readonly HeartbeatLoop _heartbeats;
    private readonly ITimer _eviction;
    private readonly Func<ILogLease, Task> _onLease;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, ShardSlot> _slots = [];
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopping;
    private bool _isGroupMissing;
    private int _eagerHeartbeats = EagerHeartbeats;
    private int _heartbeatsWithoutWork;

    // In a row. Only after the first one is the next heartbeat sent immediately.
    private int _evictions;

    public GroupMember(
        GroupRegistrar registrar,
        HeartbeatTiming timing,
        LogstoreContext logstore,
        ConsumerGroupOptions options,
        Func<int, ShardSlot> createSlot,
        Func<ILogLease, Task> onLease)
    {
        _registrar = registrar;
        _timing = timing;
        _logstore = logstore;
        _options = options;
        _createSlot = createSlot;
        _onLease = onLease;
        _heartbeats = new HeartbeatLoop(timing, logstore.TimeProvider);
        _eviction = logstore.TimeProvider.CreateTimer(_ => OnTimeout(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Completes when every shard has ended and is released.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using CancellationTokenSource end = new();
        Task heartbeats = _heartbeats.RunAsync(SendHeartbeatAsync, OnHeartbeatFailed, end.Token);
        await Task.WhenAny(heartbeats, _finished.Task, Task.Delay(Timeout.InfiniteTimeSpan, _logstore.TimeProvider, stopping)).ConfigureAwait(false);
        try
        {
            await DrainAsync().ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await heartbeats.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await TrySendFinalHeartbeatAsync().ConfigureAwait(false);
        if (heartbeats.IsFaulted)
        {
            await heartbeats.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _eviction.DisposeAsync().ConfigureAwait(false);
        await _heartbeats.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<TimeSpan> SendHeartbeatAsync(CancellationToken deadline)
    {
        LogstoreMonitor monitor = _logstore.Diagnostics.Monitor.GetLogstore(_logstore.Name);
        monitor.AddHeartbeatAttempt();
        if (_isGroupMissing)
        {
            await _registrar.EnsureAsync(deadline).ConfigureAwait(false);
            _isGroupMissing = false;
        }

        int[] held = GetHeldShards();
        long sent = _logstore.TimeProvider.GetTimestamp();
        int[] assigned = await _logstore.Client.HeartbeatAsync(_options.ConsumerGroup, _options.Consumer, held, deadline).ConfigureAwait(false);
        _logstore.Diagnostics.Succeeded("HeartBeat", _logstore.Name);
        _evictions = 0;
        monitor.AddHeartbeat();

        // Counted from the request: the time of the response does not show when SLS received the heartbeat.
        TimeSpan left = _timing.EvictionAfter - _logstore.TimeProvider.GetElapsedTime(sent);
        _eviction.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Apply(assigned);
        if (held.Length > 0 || assigned.Length > 0 || _eagerHeartbeats == 0)
        {
            return _timing.Interval;
        }

        _eagerHeartbeats--;
        return EagerInterval < _timing.Interval ? EagerInterval : _timing.Interval;
    }

    // A failed heartbeat does not affect the shards until the timeout, unless SLS reports that it no longer knows the consumer.
    private void OnHeartbeatFailed(Exception exception)
    {
        SlsErrorKind kind = _logstore.Diagnostics.Failed("HeartBeat", _logstore.Name, exception);
        if (kind is SlsErrorKind.Evicted or SlsErrorKind.OwnershipLost or SlsErrorKind.GroupMissing)
        {
            _isGroupMissing = kind == SlsErrorKind.GroupMissing;
            DropAll(exception.Message);

            // Register again, without shards.
            _eagerHeartbeats = EagerHeartbeats;
            if (kind == SlsErrorKind.Evicted && _evictions++ == 0)
            {
                _heartbeats.Wake();
            }
        }
    }

    private void OnTimeout() => DropAll(
        $"no heartbeat succeeded for {DurationText.Format(_timing.EvictionAfter)}, "
        + $"and SLS evicts the consumer after {DurationText.Format(_timing.GroupTimeout)}");

    private void DropAll(string reason)
    {
        _logstore.Diagnostics.Monitor.GetLogstore(_logstore.Name).Unregister();
        int dropped = 0;
        lock (_lock)
        {
            foreach (ShardSlot slot in _slots.Values)
            {
                if (!slot.IsLost)
                {
                    slot.SetLost();
                    dropped++;
                }
            }
        }

        if (dropped > 0)
        {
            LogDropped(_logstore.Logger, dropped, _logstore.Name, reason);
        }
    }

    private int[] GetHeldShards()
    {
        lock (_lock)
        {
            return [.. _slots.Values.Where(s => !s.IsLost).Select(s => s.Shard).Order()];
        }
    }

    private void Apply(int[] assigned)
    {
        lock (_lock)
        {
            foreach (ShardSlot slot in _slots.Values)
            {
                if (!slot.IsEnding && !assigned.Contains(slot.Shard))
                {
                    LogRevoked(_logstore.Logger, slot.ShardName);
                    slot.Revoke();
                }
            }

            foreach (int shard in assigned)
            {
                // A shard that still drains ends first. A later heartbeat starts it again at its checkpoint.
                if (!_isStopping && !_slots.ContainsKey(shard))
                {
                    ShardSlot slot = _createSlot(shard);
                    _slots.Add(shard, slot);
                    LogAssigned(_logstore.Logger, slot.ShardName);
                    slot.Start(_onLease);
                    _ = ReleaseAsync(slot);
                }
            }

            // The child of a shard that is read to its end appears only in the next response.
            bool hasWork = _slots.Values.Any(s => !s.IsFinished) || (_slots.Count == 0 && _heartbeatsWithoutWork == 0);
            _heartbeatsWithoutWork = hasWork ? 0 : _heartbeatsWithoutWork + 1;
            if (_options.EndAt is not null && _heartbeatsWithoutWork >= HeartbeatsBeforeEnd)
            {
                _finished.TrySetResult();
            }
        }
    }

    private async Task ReleaseAsync(ShardSlot slot)
    {
        await slot.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        if (slot.Completion.Exception is { } exception)
        {
            // The next heartbeat starts the shard again.
            LogShardFailed(_logstore.Logger, slot.ShardName, exception);
        }

        lock (_lock)
        {
            _slots.Remove(slot.Shard);
        }

        LogReleased(_logstore.Logger, slot.ShardName);
        slot.Dispose();
        _heartbeats.Wake();
    }

    private async Task DrainAsync()
    {
        ShardSlot[] slots;
        lock (_lock)
        {
            _isStopping = true;
            slots = [.. _slots.Values];
            foreach (ShardSlot slot in slots)
            {
                slot.Revoke();
            }
        }

        Task drained = Task.WhenAll(slots.Select(s => s.Completion));
        Task timeout = Task.Delay(_options.DrainTimeout + AbandonAfter, _logstore.TimeProvider, CancellationToken.None);
        if (await Task.WhenAny(drained, timeout).ConfigureAwait(false) == timeout)
        {
            DropAll("the drain timeout has passed");
        }

        // A failed shard is logged when it is released.
        await drained.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // Reports that no shard is held, so that SLS can assign all of them to others immediately. A failure has no consequences.
    private async Task TrySendFinalHeartbeatAsync()
    {
        using CancellationTokenSource deadline = new(FinalHeartbeatTimeout, _logstore.TimeProvider);
        try
        {
            await _logstore.Client.HeartbeatAsync(_options.ConsumerGroup, _options.Consumer, [], deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception) || exception is OperationCanceledException)
        {
            LogFinalHeartbeatFailed(_logstore.Logger, _logstore.Name, exception.Message);
        }
    }
}
