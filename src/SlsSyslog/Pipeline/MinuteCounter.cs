namespace SlsSyslog;

/// <summary>Counts what is worth a log entry: the first one is reported immediately, the following ones once a minute with their count.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="report">Receives the count since the last report and the total.</param>
internal sealed class MinuteCounter(TimeProvider timeProvider, Action<long, long> report) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long _unreported;
    private long _total;

    public void Add(long count)
    {
        if (count == 0)
        {
            return;
        }

        lock (_lock)
        {
            _unreported += count;
            _total += count;
            if (_timer is not null)
            {
                return;
            }

            _timer = timeProvider.CreateTimer(_ => Report(isLast: false), null, Interval, Interval);
        }

        Report(isLast: false);
    }

    public void Dispose() => Report(isLast: true);

    private void Report(bool isLast)
    {
        long count;
        long total;
        lock (_lock)
        {
            (count, total) = (_unreported, _total);
            _unreported = 0;
            if (_timer is not null && (count == 0 || isLast))
            {
                _timer.Dispose();
                _timer = null; // after a quiet minute, the next one is reported immediately again
            }
        }

        if (count > 0)
        {
            report(count, total);
        }
    }
}
