namespace SlsSyslog.ConsumerGroups;

// Lets the shards of a source wait for their next pull, all on one timer and at aligned moments, and lets idle ones pull over a few
// lanes: so a machine that has nothing to do wakes up a few times a second, not once or more for every shard.
internal sealed class PullTurns(TimeProvider time) : IDisposable
{
    private const int Lanes = 6;

    // Nobody waits longer for a lane: one may be taken up by a server that hangs.
    private static readonly TimeSpan LanePatience = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _lanes = new(Lanes);
    private readonly SortedList<long, List<TaskCompletionSource>> _waiting = [];
    private readonly long _start = time.GetTimestamp();
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;

    // The turn is over when it is disposed, at the latest when the answer's headers are there.
    public async ValueTask<PullTurn> WaitAsync(TimeSpan untilNext, CancellationToken cancellationToken)
    {
        if (untilNext <= TimeSpan.Zero)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return default;
        }

        await WaitForTickAsync(untilNext, cancellationToken).ConfigureAwait(false);
        return await _lanes.WaitAsync(LanePatience, cancellationToken).ConfigureAwait(false) ? new PullTurn(_lanes) : default;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }

        _lanes.Dispose();
    }

    private async Task WaitForTickAsync(TimeSpan wait, CancellationToken cancellationToken)
    {
        // To the nearest moment of a grid of about a quarter of the wait, never now.
        long grid = Math.Max(wait.Ticks / 4, TimeSpan.TicksPerMillisecond);
        grid = grid >= Milliseconds(250) ? Milliseconds(250) : grid >= Milliseconds(100) ? Milliseconds(100) : Milliseconds(25);
        long due = (Now + wait.Ticks + (grid / 2)) / grid * grid;

        // Continuations run where the timer runs, one after the other: each only sends a request.
        TaskCompletionSource turn = new();
        lock (_lock)
        {
            if (!_waiting.TryGetValue(due, out List<TaskCompletionSource>? sameMoment))
            {
                sameMoment = [];
                _waiting.Add(due, sameMoment);
            }

            sameMoment.Add(turn);
            Arm(due);
        }

        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task.ConfigureAwait(false);
    }

    private long Now => time.GetElapsedTime(_start).Ticks;

    private void Arm(long due)
    {
        if (due >= _armedFor)
        {
            return;
        }

        _armedFor = due;
        TimeSpan wait = TimeSpan.FromTicks(Math.Max(due - Now, 0));
        _timer ??= time.CreateTimer(_ => OnTick(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private void OnTick()
    {
        List<TaskCompletionSource> due = [];
        lock (_lock)
        {
            // Timers come up to some milliseconds early.
            long now = Now + Milliseconds(2);
            while (_waiting.Count > 0 && _waiting.GetKeyAtIndex(0) <= now)
            {
                due.AddRange(_waiting.GetValueAtIndex(0));
                _waiting.RemoveAt(0);
            }

            _armedFor = long.MaxValue;
            if (_waiting.Count > 0)
            {
                Arm(_waiting.GetKeyAtIndex(0));
            }
        }

        foreach (TaskCompletionSource turn in due)
        {
            turn.TrySetResult();
        }
    }

    private static long Milliseconds(long milliseconds) => milliseconds * TimeSpan.TicksPerMillisecond;
}
