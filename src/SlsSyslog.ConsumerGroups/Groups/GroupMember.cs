namespace SlsSyslog.ConsumerGroups;

// This consumer in the group of one logstore: beats, takes shards and gives them back. What holds (SLS protocol 7.10): a shard is
// reported until it has stopped; without a heartbeat for the group's timeout nothing more is delivered or committed; on stop the
// heart beats until every shard has drained and its checkpoint is stored.
internal sealed partial class GroupMember : IAsyncDisposable
{
    private const int BeatsBeforeTheEnd = 2;

    // A newcomer waits for others to give shards up: it looks more often at first.
    private const int EagerBeats = 10;
    private static readonly TimeSpan EagerInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AbandonAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan FarewellDeadline = TimeSpan.FromSeconds(2);

    private readonly GroupRegistrar _registrar;
    private readonly ShardSlotParts _parts;
    private readonly TimeSpan _drainTimeout;
    private readonly GroupTerms _terms;
    private readonly HeartbeatLoop _heart;
    private readonly ITimer _eviction;
    private readonly Func<ILogLease, Task> _onLease;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, ShardSlot> _slots = [];
    private bool _isStopping;
    private bool _isGroupMissing;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _eagerBeats = EagerBeats;
    private int _beatsWithoutWork;

    public GroupMember(GroupRegistrar registrar, GroupTerms terms, ShardSlotParts parts, TimeSpan drainTimeout, Func<ILogLease, Task> onLease)
    {
        _registrar = registrar;
        _terms = terms;
        _parts = parts;
        _drainTimeout = drainTimeout;
        _onLease = onLease;
        _heart = new HeartbeatLoop(terms, parts.Time);
        _eviction = parts.Time.CreateTimer(_ => OnTimeout(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private string Logstore => _parts.Reading.Logstore;

    // Completes when every shard has ended and was given back.
    public async Task RunAsync(CancellationToken stopping)
    {
        using CancellationTokenSource end = new();
        Task beating = _heart.RunAsync(BeatAsync, OnBeatFailed, end.Token);
        await Task.WhenAny(beating, _finished.Task, Task.Delay(Timeout.InfiniteTimeSpan, _parts.Time, stopping)).ConfigureAwait(false);
        try
        {
            await DrainAsync().ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await beating.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await TryBeatAtLastAsync().ConfigureAwait(false);
        if (beating.IsFaulted)
        {
            await beating.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _eviction.DisposeAsync().ConfigureAwait(false);
        await _heart.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<TimeSpan> BeatAsync(CancellationToken deadline)
    {
        if (_isGroupMissing)
        {
            await _registrar.EnsureAsync(deadline).ConfigureAwait(false);
            _isGroupMissing = false;
        }

        int[] held = Held();
        long sent = _parts.Time.GetTimestamp();
        int[] assigned = await _parts.Reading.Client.HeartbeatAsync(_parts.Checkpoints.Group, _parts.Checkpoints.Consumer, held, deadline).ConfigureAwait(false);
        _parts.Trouble.Worked("HeartBeat", Logstore);
        _parts.Reading.Monitor.Beat(Logstore);

        // From when it was sent: how long the answer took says nothing about when SLS counted it.
        TimeSpan left = _terms.EvictionAfter - _parts.Time.GetElapsedTime(sent);
        _eviction.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        Apply(assigned);
        if (held.Length > 0 || assigned.Length > 0 || _eagerBeats == 0)
        {
            return _terms.HeartbeatInterval;
        }

        _eagerBeats--;
        return EagerInterval < _terms.HeartbeatInterval ? EagerInterval : _terms.HeartbeatInterval;
    }

    // A failed heartbeat says nothing about the shards: they are kept until the timeout, unless SLS says that it has forgotten us.
    private void OnBeatFailed(Exception error)
    {
        SlsErrorKind kind = _parts.Trouble.Failed("HeartBeat", Logstore, error);
        if (kind is SlsErrorKind.Evicted or SlsErrorKind.OwnershipLost or SlsErrorKind.GroupMissing)
        {
            _isGroupMissing = kind == SlsErrorKind.GroupMissing;
            LoseAll(error.Message);

            // Register again, with nothing.
            _eagerBeats = EagerBeats;
            if (kind == SlsErrorKind.Evicted)
            {
                _heart.Wake();
            }
        }
    }

    private void OnTimeout() => LoseAll($"no heartbeat succeeded for {_terms.EvictionAfter.TotalSeconds:0.#} s, and SLS evicts after {_terms.Timeout.TotalSeconds:0.#} s");

    private void LoseAll(string reason)
    {
        int lost = 0;
        lock (_lock)
        {
            foreach (ShardSlot slot in _slots.Values)
            {
                if (!slot.IsLost)
                {
                    slot.Lose();
                    lost++;
                }
            }
        }

        if (lost > 0)
        {
            LogLostAll(_parts.Logger, lost, Logstore, reason);
        }
    }

    private int[] Held()
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
                    LogRecalled(_parts.Logger, slot.ShardName);
                    slot.Recall();
                }
            }

            foreach (int shard in assigned)
            {
                // One that still drains ends first, and starts afresh from its checkpoint with a later heartbeat.
                if (!_isStopping && !_slots.ContainsKey(shard))
                {
                    ShardSlot slot = new(_parts, shard);
                    _slots.Add(shard, slot);
                    LogAssigned(_parts.Logger, slot.ShardName);
                    slot.Start(_onLease);
                    _ = ReleaseAsync(slot);
                }
            }

            // A child of a shard that is read to its end appears only with the next answer.
            _beatsWithoutWork = _slots.Values.All(s => s.IsFinished) && (_slots.Count > 0 || _beatsWithoutWork > 0) ? _beatsWithoutWork + 1 : 0;
            if (_parts.EndAt is not null && _beatsWithoutWork >= BeatsBeforeTheEnd)
            {
                _finished.TrySetResult();
            }
        }
    }

    private async Task ReleaseAsync(ShardSlot slot)
    {
        await slot.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
        {
            _slots.Remove(slot.Shard);
        }

        LogReleased(_parts.Logger, slot.ShardName);
        slot.Dispose();
        _heart.Wake();
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
                slot.Recall();
            }
        }

        Task drained = Task.WhenAll(slots.Select(s => s.Completion));
        Task tooLate = Task.Delay(_drainTimeout + AbandonAfter, _parts.Time, CancellationToken.None);
        if (await Task.WhenAny(drained, tooLate).ConfigureAwait(false) == tooLate)
        {
            LoseAll("the time to drain is over");
        }

        await drained.ConfigureAwait(false);
    }

    // Tells SLS that nothing is held any more, so that what it wants to give to others is free at once. Nothing depends on it.
    private async Task TryBeatAtLastAsync()
    {
        using CancellationTokenSource deadline = new(FarewellDeadline, _parts.Time);
        try
        {
            await _parts.Reading.Client.HeartbeatAsync(_parts.Checkpoints.Group, _parts.Checkpoints.Consumer, [], deadline.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (SlsErrors.IsKnown(error) || error is OperationCanceledException)
        {
            LogNoFarewell(_parts.Logger, Logstore, error.Message);
        }
    }
}
