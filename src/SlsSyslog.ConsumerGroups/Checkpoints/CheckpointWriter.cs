namespace SlsSyslog.ConsumerGroups;

/// <summary>Stores the newest confirmed position of a shard once per interval: never backward, or after the shard is lost.</summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly LogstoreContext _logstore;
    private readonly ConsumerGroupOptions _options;
    private readonly int _shard;
    private readonly string _shardName;
    private readonly Action<Exception> _onOwnershipLost;
    private readonly Lock _lock = new();
    private readonly CommitProgress _progress;
    private readonly CancellationTokenSource _flushing = new();
    private readonly CancellationTokenSource _stop;
    private LogPosition? _stored;
    private LogPosition? _newest;
    private long? _storedAt;
    private bool _isWriting;

    // Ends the wait for the commit interval; null when nothing waits.
    private Action? _endWait;
    private Task _writing = Task.CompletedTask;

    /// <summary>Initializes a new instance for the group and the consumer of the options.</summary>
    public CheckpointWriter(
        LogstoreContext logstore,
        ConsumerGroupOptions options,
        int shard,
        LogPosition? stored,
        Action<Exception> onOwnershipLost,
        CancellationToken lost)
    {
        _logstore = logstore;
        _options = options;
        _shard = shard;
        _shardName = logstore.ShardName(shard);
        _stored = stored;
        _newest = stored;
        _onOwnershipLost = onOwnershipLost;
        _progress = new CommitProgress(options.CommitAfterRecords, options.CommitAfterBytes);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(lost);
    }

    /// <summary>Gets whether SLS has a checkpoint of the shard.</summary>
    public bool HasStored
    {
        get
        {
            lock (_lock)
            {
                return _stored is not null;
            }
        }
    }

    /// <summary>Gets whether the records or bytes of what is read decide when a checkpoint is stored.</summary>
    public bool CountsReads => _progress.IsActive;

    /// <summary>Adds a batch that was read. A batch that is read again, also by another reader, counts once.</summary>
    public void AddRead(LogBatch batch)
    {
        int records = _progress.CountsRecords && batch is LogGroupBatch groups ? groups.CountLogs() : 0;
        lock (_lock)
        {
            _progress.AddRead(batch.NextPosition, records, batch.RawBytes);
        }
    }

    /// <summary>Accepts a confirmed position and returns immediately. It is stored in the background.</summary>
    public void Confirm(LogPosition position)
    {
        lock (_lock)
        {
            if (CursorNumber.Decode(position) < CursorNumber.Decode(_newest ?? position))
            {
                return;
            }

            _newest = position;
            _progress.Confirm(position);
            if (_progress.IsDue)
            {
                _endWait?.Invoke();
            }

            if (!_isWriting && _newest != _stored)
            {
                _isWriting = true;
                _logstore.Diagnostics.Monitor.SetUnstored(_shardName);
                _writing = WriteAsync(_stop.Token);
            }
        }
    }

    /// <summary>Stores the newest position without waiting for the commit interval.</summary>
    /// <returns>True if every confirmed position is stored, false if the deadline passed before.</returns>
    public async Task<bool> FlushAsync(CancellationToken deadline)
    {
        await _flushing.CancelAsync().ConfigureAwait(false);
        using CancellationTokenRegistration registration = deadline.Register(_stop.Cancel);
        Task writing;
        lock (_lock)
        {
            writing = _writing;
        }

        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            return _stored == _newest;
        }
    }

    public void Dispose()
    {
        _flushing.Dispose();
        _stop.Dispose();
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        Backoff backoff = default;
        while (true)
        {
            await WaitForIntervalAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            LogPosition position;
            lock (_lock)
            {
                position = _newest!.Value;
                _progress.BeginStore();
            }

            try
            {
                await _logstore.StoreCheckpointAsync(_options, _shard, position, cancellationToken).ConfigureAwait(false);
                _logstore.Diagnostics.Succeeded("UpdateCheckPoint", _shardName);
                backoff.Reset();
                if (SetStored(position))
                {
                    return;
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Unexpected errors are retried too: without this task no later checkpoint would be stored.
                SlsErrorKind kind = SlsErrors.Classify(exception);
                if (kind is SlsErrorKind.OwnershipLost or SlsErrorKind.Evicted or SlsErrorKind.ShardMissing)
                {
                    _onOwnershipLost(exception);
                    return;
                }

                _logstore.Diagnostics.Failed("UpdateCheckPoint", _shardName, exception);
                await Task.Delay(backoff.Next(exception), _logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitForIntervalAsync()
    {
        using CancellationTokenSource waiting = CancellationTokenSource.CreateLinkedTokenSource(_flushing.Token);
        TimeSpan rest;
        lock (_lock)
        {
            rest = _storedAt is { } storedAt && !_progress.IsDue
                ? _options.CommitInterval - _logstore.TimeProvider.GetElapsedTime(storedAt)
                : TimeSpan.Zero;
            _endWait = () => _ = waiting.CancelAsync();
        }

        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _logstore.TimeProvider, waiting.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_lock)
        {
            _endWait = null;
        }
    }

    // True when no newer position was confirmed in the meantime.
    private bool SetStored(LogPosition position)
    {
        lock (_lock)
        {
            _storedAt = _logstore.TimeProvider.GetTimestamp();
            _stored = position;
            _progress.SetStored();
            _isWriting = _newest != position;
            _logstore.Diagnostics.Monitor.SetStored(_shardName);
            if (_isWriting)
            {
                _logstore.Diagnostics.Monitor.SetUnstored(_shardName);
            }

            return !_isWriting;
        }
    }
}
