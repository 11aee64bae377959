using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Stores the progress of one shard: the newest confirmed position, at most once per interval, never forced, never backwards.
internal sealed class CheckpointWriter : IDisposable
{
    private readonly CheckpointTarget _target;
    private readonly int _shard;
    private readonly string _subject;
    private readonly Action<Exception> _onOwnershipLost;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _hurry = new();
    private readonly CancellationTokenSource _stop;
    private LogPosition? _stored;
    private LogPosition? _newest;
    private long? _storedAt;
    private bool _isWriting;
    private Task _writing = Task.CompletedTask;

    public CheckpointWriter(
        CheckpointTarget target, int shard, LogPosition? stored, Action<Exception> onOwnershipLost, CancellationToken lost)
    {
        _target = target;
        _shard = shard;
        _subject = $"{target.Logstore}/{shard}";
        _stored = stored;
        _newest = stored;
        _onOwnershipLost = onOwnershipLost;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(lost);
    }

    // Remembers the position and returns at once.
    public void Offer(LogPosition position)
    {
        lock (_lock)
        {
            if (CursorNumber.Decode(position) < CursorNumber.Decode(_newest ?? position))
            {
                return;
            }

            _newest = position;
            if (!_isWriting && _newest != _stored)
            {
                _isWriting = true;
                _writing = WriteAsync(_stop.Token);
            }
        }
    }

    // Completes when everything offered is stored, or the deadline has passed. True when nothing is left to store.
    public async Task<bool> FlushAsync(CancellationToken deadline)
    {
        await _hurry.CancelAsync().ConfigureAwait(false);
        using CancellationTokenRegistration over = deadline.Register(_stop.Cancel);
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
        _hurry.Dispose();
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
            LogPosition position;
            lock (_lock)
            {
                position = _newest!.Value;
            }

            try
            {
                await _target.Client.UpdateCheckpointAsync(_target.Group, _target.Consumer, _shard, position, cancellationToken).ConfigureAwait(false);
                _target.Trouble.Worked("UpdateCheckPoint", _subject);
                backoff.Reset();
                if (IsDone(position))
                {
                    return;
                }
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                SlsErrorKind kind = SlsErrors.Classify(error);
                if (kind is SlsErrorKind.OwnershipLost or SlsErrorKind.Evicted or SlsErrorKind.ShardMissing)
                {
                    _onOwnershipLost(error);
                    return;
                }

                _target.Trouble.Failed("UpdateCheckPoint", _subject, error);
                await Task.Delay(backoff.Next(error), _target.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task WaitForIntervalAsync()
    {
        TimeSpan rest = _storedAt is { } storedAt ? _target.Interval - _target.Time.GetElapsedTime(storedAt) : TimeSpan.Zero;
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, _target.Time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsDone(LogPosition position)
    {
        lock (_lock)
        {
            _storedAt = _target.Time.GetTimestamp();
            _stored = position;
            _isWriting = _newest != position;
            return !_isWriting;
        }
    }
}
