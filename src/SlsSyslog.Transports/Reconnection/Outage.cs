namespace SlsSyslog.Transports;

/// <summary>Keeps since when a lane has no stable connection, and what of it was reported.</summary>
internal sealed class Outage(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(SyslogServer Server, string Reason)> _reported = [];
    private long? _start;
    private int _reminders;

    public bool HasBegun
    {
        get
        {
            lock (_lock)
            {
                return _start is not null;
            }
        }
    }

    /// <summary>Begins the outage, if it has not begun. Returns whether the reason of the server was not reported in it.</summary>
    public bool Report(SyslogServer server, string reason)
    {
        lock (_lock)
        {
            _start ??= timeProvider.GetTimestamp();
            return _reported.Add((server, reason));
        }
    }

    /// <summary>Returns the duration if it is time for another reminder of the outage; otherwise null.</summary>
    public TimeSpan? Remind()
    {
        lock (_lock)
        {
            TimeSpan duration = _start is { } start ? timeProvider.GetElapsedTime(start) : TimeSpan.Zero;
            if (duration < OutageReminders.TimeOf(_reminders))
            {
                return null;
            }

            _reminders = OutageReminders.CountAt(duration);
            return duration;
        }
    }

    /// <summary>Ends the outage. Returns its duration, or null if it had not begun.</summary>
    public TimeSpan? End()
    {
        lock (_lock)
        {
            TimeSpan? duration = _start is { } start ? timeProvider.GetElapsedTime(start) : null;
            _start = null;
            _reminders = 0;
            _reported.Clear();
            return duration;
        }
    }
}
