namespace SlsSyslog;

/// <summary>Holds the monitors of all routes of a host.</summary>
internal sealed class StatusRegistry(TimeProvider timeProvider) : ISlsSyslogStatus
{
    private readonly Lock _lock = new();
    private readonly DateTimeOffset _startedAt = timeProvider.GetUtcNow();
    private RouteMonitor[] _routes = [];

    public static string Version { get; } = PackageVersion.Current;

    /// <summary>Gets or sets the instruments of the routes that are added from now on.</summary>
    public RouteInstruments? Instruments { get; set; }

    public IReadOnlyList<RouteMonitor> Routes
    {
        get
        {
            lock (_lock)
            {
                return _routes;
            }
        }
    }

    /// <summary>Returns the monitor of a route, which is created at the first call.</summary>
    public RouteMonitor GetOrAdd(string route)
    {
        lock (_lock)
        {
            if (Array.Find(_routes, known => known.Name == route) is { } existing)
            {
                return existing;
            }

            RouteMonitor added = new(route, timeProvider, Instruments);
            _routes = [.. _routes, added];
            return added;
        }
    }

    public SlsSyslogStatus GetStatus()
    {
        RouteStatus[] routes = [.. Routes.Select(route => route.GetStatus())];
        return new SlsSyslogStatus
        {
            Version = Version,
            StartedAt = _startedAt,
            Time = timeProvider.GetUtcNow(),
            Routes = routes,
            Totals = RecordTotals.Sum(routes.Select(route => route.Totals)),
        };
    }
}
