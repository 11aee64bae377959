namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Calls back while something lasts: after 1, 5, 15 and 60 minutes and then every hour. A failure is logged when it starts, which can be
/// hours before somebody reads the log. Safe for concurrent use.
/// </summary>
/// <param name="remind">Receives how long the outage has lasted. It is called on a timer's thread.</param>
/// <param name="timeProvider">The provider of timers.</param>
internal sealed class OutageReminder(Action<TimeSpan> remind, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _started;
    private int _reminders;

    /// <summary>Starts an outage.</summary>
    /// <returns>False if it has started already.</returns>
    public bool Start()
    {
        lock (_lock)
        {
            if (_timer is not null)
            {
                return false;
            }

            _started = timeProvider.GetTimestamp();
            _reminders = 0;
            _timer = timeProvider.CreateTimer(_ => OnDue(), null, OutageReminders.TimeOf(0), Timeout.InfiniteTimeSpan);
            return true;
        }
    }

    /// <summary>Ends the outage.</summary>
    /// <returns>How long it was; null if there was none or no reminder of it.</returns>
    public TimeSpan? End()
    {
        lock (_lock)
        {
            _timer?.Dispose();
            bool wasReported = _timer is not null && _reminders > 0;
            _timer = null;
            return wasReported ? timeProvider.GetElapsedTime(_started) : null;
        }
    }

    private void OnDue()
    {
        TimeSpan duration;
        lock (_lock)
        {
            if (_timer is null)
            {
                return;
            }

            duration = timeProvider.GetElapsedTime(_started);
            _reminders++;
            _timer.Change(OutageReminders.TimeOf(_reminders) - duration is { Ticks: > 0 } rest ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        remind(duration);
    }
}
