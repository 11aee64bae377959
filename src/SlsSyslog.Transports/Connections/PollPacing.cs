namespace SlsSyslog.Transports;

/// <summary>
/// Determines when a connection is polled for a proof and for what settles. Nothing settles before the settle window has elapsed, so a
/// short part of the window is soon enough. Positions that settle within that time of each other share a poll.
/// </summary>
internal sealed class PollPacing
{
    // Polls delay what settles by at most this part of the window.
    private const int PollsPerWindow = 40;

    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxFirstInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MinLastInterval = TimeSpan.FromMilliseconds(25);

    private readonly TimeSpan _first;
    private readonly TimeSpan _last;
    private TimeSpan _interval;

    /// <param name="settleWindow">How long proven bytes stay unsettled.</param>
    public PollPacing(TimeSpan settleWindow)
    {
        TimeSpan part = settleWindow / PollsPerWindow;
        _first = part < MinInterval ? MinInterval : part > MaxFirstInterval ? MaxFirstInterval : part;
        _last = _first > MinLastInterval ? _first : MinLastInterval;
    }

    /// <summary>Returns the time until the first poll after something was sent while nothing was waiting for a proof.</summary>
    public TimeSpan Begin() => _interval = _first;

    /// <summary>Returns the time until the next poll, or an infinite time if there is nothing to wait for.</summary>
    /// <param name="untilSettled">The time until the next proven position settles, or null if there is none.</param>
    /// <param name="hasUnproven">Whether something waits for a proof. The interval then doubles up to a limit.</param>
    public TimeSpan Next(TimeSpan? untilSettled, bool hasUnproven)
    {
        TimeSpan? next = untilSettled < _first ? _first : untilSettled;
        if (hasUnproven)
        {
            _interval = _interval * 2 < _last ? _interval * 2 : _last;
            next = next < _interval ? next : _interval;
        }

        return next ?? Timeout.InfiniteTimeSpan;
    }
}
