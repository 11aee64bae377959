namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Delays the pulls of all shards of a source with one timer, at aligned times, and limits how many idle shards pull at the same time. A
/// source that has nothing to read therefore wakes up a few times per second instead of once or more per shard.
/// </summary>
internal sealed class PollScheduler(TimeProvider timeProvider) : IDisposable
{
    private const int MaxIdlePulls = 6;

    // A server that does not respond can hold a permit. Other shards wait this long and then continue without a permit.
    private static readonly TimeSpan PermitTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _permits = new(MaxIdlePulls);
    private readonly SortedList<long, List<TaskCompletionSource>> _waiting = [];
    private readonly long _start = timeProvider.GetTimestamp();
    private ITimer? _timer;
    private long _timerDue = long.MaxValue;

    private long Now => timeProvider.GetElapsedTime(_start).Ticks;

    /// <summary>Waits for the next pull. Dispose the permit when the response headers arrive, or when the pull fails.</summary>
    public async ValueTask<Permit> WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        if (delay <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return default;
        }

        await WaitForTickAsync(delay, cancellationToken).ConfigureAwait(false);
        return await _permits.WaitAsync(PermitTimeout, cancellationToken).ConfigureAwait(false) ? new Permit(_permits) : default;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }

        _permits.Dispose();
    }

    private async Task WaitForTickAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        // Rounded to the nearest multiple of about a quarter of the delay, which is always in the future.
        long grid = Math.Max(delay.Ticks / 4, TimeSpan.TicksPerMillisecond);
        grid = grid >= Milliseconds(250) ? Milliseconds(250) : grid >= Milliseconds(100) ? Milliseconds(100) : Milliseconds(25);
        long due = (Now + delay.Ticks + (grid / 2)) / grid * grid;

        // Continuations run on the timer's thread, one after another: each of them only sends a request.
        TaskCompletionSource tick = new();
        lock (_lock)
        {
            if (!_waiting.TryGetValue(due, out List<TaskCompletionSource>? sameTick))
            {
                sameTick = [];
                _waiting.Add(due, sameTick);
            }

            sameTick.Add(tick);
            SetTimer(due);
        }

        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => tick.TrySetCanceled(cancellationToken));
        await tick.Task.ConfigureAwait(false);
    }

    private void SetTimer(long due)
    {
        if (due >= _timerDue)
        {
            return;
        }

        _timerDue = due;
        _timer ??= timeProvider.CreateTimer(_ => OnTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.FromTicks(Math.Max(due - Now, 0)), Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        List<TaskCompletionSource> due = [];
        lock (_lock)
        {
            // Timers can fire a few milliseconds early.
            long now = Now + Milliseconds(2);
            while (_waiting.Count > 0 && _waiting.GetKeyAtIndex(0) <= now)
            {
                due.AddRange(_waiting.GetValueAtIndex(0));
                _waiting.RemoveAt(0);
            }

            _timerDue = long.MaxValue;
            if (_waiting.Count > 0)
            {
                SetTimer(_waiting.GetKeyAtIndex(0));
            }
        }

        foreach (TaskCompletionSource tick in due)
        {
            tick.TrySetResult();
        }
    }

    private static long Milliseconds(long milliseconds) => milliseconds * TimeSpan.TicksPerMillisecond;

    /// <summary>Allows one pull. The permit of a busy shard holds nothing. Can be disposed more than once.</summary>
    internal struct Permit(SemaphoreSlim permits) : IDisposable
    {
        private SemaphoreSlim? _permits = permits;

        public void Dispose()
        {
            _permits?.Release();
            _permits = null;
        }
    }
}
