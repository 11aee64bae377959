namespace SlsSyslog;

/// <summary>
/// Reports that records of a route wait and none is confirmed: after 1, 5, 15 and 60 minutes and then every hour, and when it is over. Several
/// shards update it, once per slice.
/// </summary>
internal sealed partial class RouteProgress(string route, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly OutageLog _outages = new(timeProvider);
    private ITimer? _timer;
    private long _waiting;
    private long _resent;
    private long _since;
    private int _reminders;

    // Records were returned to be read again, so that the time without a confirmation continues while none waits.
    private bool _isInterrupted;

    /// <summary>Gets or sets how far reading is behind: the age of the oldest unread log and the time until it expires, where known.</summary>
    public Func<(TimeSpan? Lag, TimeSpan? RetentionLeft)>? Backlog { get; set; }

    /// <summary>Gets or sets why the route is not connected, where known.</summary>
    public Func<string?>? Cause { get; set; }

    /// <summary>Gets the last outages, the newest first.</summary>
    public IReadOnlyList<OutageStatus> GetOutages()
    {
        lock (_lock)
        {
            return _outages.GetOutages(_waiting, _resent);
        }
    }

    /// <summary>Adds records that are to be sent.</summary>
    public void Add(int records)
    {
        lock (_lock)
        {
            _since = _waiting == 0 && !_isInterrupted ? timeProvider.GetTimestamp() : _since;
            _waiting += records;
            _timer ??= timeProvider.CreateTimer(_ => Check(), null, OutageReminders.TimeOf(0), Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Removes records that are confirmed.</summary>
    /// <param name="records">The number of records.</param>
    /// <param name="isByServer">Whether the server has confirmed them. Otherwise none of them had to be sent.</param>
    public void Confirm(int records, bool isByServer)
    {
        TimeSpan outage;
        long resent;
        lock (_lock)
        {
            long late = _waiting;
            _waiting -= records;
            if (!isByServer)
            {
                return;
            }

            _outages.Close(late, _resent);

            _isInterrupted = false;
            outage = _reminders > 0 ? timeProvider.GetElapsedTime(_since) : TimeSpan.Zero;
            (resent, _resent) = (_resent, 0);
            _since = timeProvider.GetTimestamp();
            if (_reminders == 0)
            {
                return;
            }

            _reminders = 0;
            _timer?.Change(OutageReminders.TimeOf(0), Timeout.InfiniteTimeSpan);
        }

        string duration = DurationText.Format(outage);
        LogConfirmedAgain(logger, route, duration, resent);
    }

    /// <summary>Removes records that are not confirmed and will be read again, or will not be sent by this process.</summary>
    /// <param name="records">The number of records.</param>
    /// <param name="cause">The error because of which they are read again; otherwise null.</param>
    public void Return(int records, string? cause)
    {
        bool isReadAgain = cause is not null;
        lock (_lock)
        {
            if (cause is not null)
            {
                _outages.Open(_waiting > 0 || _isInterrupted ? timeProvider.GetElapsedTime(_since) : TimeSpan.Zero, cause);
            }

            _waiting -= records;
            _resent += isReadAgain ? records : 0;
            _isInterrupted |= isReadAgain;
            _isInterrupted &= isReadAgain || _waiting > 0;
            if (_waiting == 0 && !_isInterrupted)
            {
                _outages.Close(records, _resent);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer?.Dispose();
        }
    }

    private void Check()
    {
        TimeSpan outage;
        long waiting;
        lock (_lock)
        {
            outage = timeProvider.GetElapsedTime(_since);
            waiting = _waiting;
            if (waiting == 0 && !_isInterrupted)
            {
                _timer?.Dispose();
                _timer = null;
                return;
            }

            bool isDue = outage >= OutageReminders.TimeOf(_reminders);
            _reminders = isDue ? OutageReminders.CountAt(outage) : _reminders;
            _timer?.Change(OutageReminders.TimeOf(_reminders) - outage, Timeout.InfiniteTimeSpan);
            if (!isDue)
            {
                return;
            }
        }

        _outages.Open(outage, Cause?.Invoke() ?? "");
        (TimeSpan? lag, TimeSpan? left) = Backlog?.Invoke() ?? default;
        string behind = lag is { } age ? $" The oldest unread log is {DurationText.Format(age)} old." : "";
        string expires = left is { } time ? $" It expires in {DurationText.Format(time)}." : "";
        string duration = DurationText.Format(outage);
        string backlog = behind + expires;
        LogNothingConfirmed(logger, route, duration, waiting, backlog);
    }
}
