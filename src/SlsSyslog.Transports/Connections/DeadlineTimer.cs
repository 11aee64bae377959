namespace SlsSyslog.Transports;

/// <summary>
/// Represents the timeout of operations that nearly always end in time. Setting and clearing the deadline does not change the timer of the
/// system, unless the deadline is earlier than the time at which that fires next.
/// </summary>
internal sealed class DeadlineTimer
{
    private readonly Action _onDeadline;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private TimeSpan? _deadline;
    private TimeSpan? _firesAt;

    /// <param name="onDeadline">Called when the deadline has passed.</param>
    /// <param name="timeProvider">The clock.</param>
    public DeadlineTimer(Action onDeadline, TimeProvider timeProvider)
    {
        _onDeadline = onDeadline;
        _timeProvider = timeProvider;
        _start = timeProvider.GetTimestamp();
        _timer = timeProvider.CreateTimer(
            static timer => ((DeadlineTimer)timer!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan Now => _timeProvider.GetElapsedTime(_start);

    /// <summary>Sets the deadline, which replaces an earlier one.</summary>
    /// <param name="timeout">The time until the deadline, or null for none.</param>
    public void Set(TimeSpan? timeout)
    {
        lock (_lock)
        {
            TimeSpan now = timeout is null ? TimeSpan.Zero : Now;
            _deadline = now + timeout;
            if (_deadline is not null && !(_firesAt <= _deadline))
            {
                Arm(now);
            }
        }
    }

    public void Stop() => _timer.Dispose();

    private void OnTimer()
    {
        lock (_lock)
        {
            TimeSpan now = Now;
            _firesAt = null;
            if (_deadline is null)
            {
                return;
            }

            if (now < _deadline)
            {
                Arm(now);
                return;
            }

            _deadline = null;
        }

        _onDeadline();
    }

    private void Arm(TimeSpan now)
    {
        _firesAt = _deadline;
        _timer.Change(_deadline!.Value - now, Timeout.InfiniteTimeSpan);
    }
}
