namespace SlsSyslog.AspNetCore;

/// <summary>Holds both lags and the throughput of each route for the last hour, in fixed memory. Safe for concurrent use.</summary>
internal sealed class StatusHistory
{
    public const int Capacity = 360;

    // The routes of a configuration are few. What lies beyond is not in the charts.
    private const int MaxRoutes = 256;

    /// <summary>The time between two samples.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long[] _times = new long[Capacity];
    private readonly Dictionary<string, RouteSamples> _routes = new(StringComparer.Ordinal);
    private long _count;

    /// <summary>Adds a sample of every route. It replaces the oldest one when the history is full.</summary>
    public void Add(SlsSyslogStatus status)
    {
        lock (_lock)
        {
            int index = (int)(_count % Capacity);
            _times[index] = status.Time.ToUnixTimeSeconds();
            foreach (RouteSamples samples in _routes.Values)
            {
                samples.Clear(index);
            }

            foreach (RouteStatus route in status.Routes)
            {
                if (!_routes.TryGetValue(route.Name, out RouteSamples? samples) && _routes.Count < MaxRoutes)
                {
                    _routes.Add(route.Name, samples = new RouteSamples(Capacity));
                }

                samples?.Set(index, route);
            }

            _count++;
        }
    }

    /// <summary>Returns all samples, the oldest first.</summary>
    public HistoryAnswer ToAnswer()
    {
        lock (_lock)
        {
            int length = (int)Math.Min(_count, Capacity);
            int first = (int)((_count - length) % Capacity);
            long[] times = new long[length];
            for (int i = 0; i < length; i++)
            {
                times[i] = _times[(first + i) % Capacity];
            }

            return new HistoryAnswer(Interval.TotalSeconds, times, [.. _routes.Select(route => route.Value.ToAnswer(route.Key, first, length))]);
        }
    }
}
