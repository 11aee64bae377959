namespace SlsSyslog;

/// <summary>Represents the limits that apply to one route.</summary>
/// <param name="Options">The configured limits.</param>
/// <param name="MaxHeartbeatAge">The limit for heartbeats that SLS answers.</param>
/// <param name="MaxStall">The limit for heartbeats that are tried.</param>
internal sealed record HealthLimits(HealthOptions Options, TimeSpan MaxHeartbeatAge, TimeSpan MaxStall)
{
    // One heartbeat may be lost, and the next one is due an interval later.
    private const int MinHeartbeats = 3;

    /// <summary>Returns the limits of a route. Its heartbeats may be less frequent than the configured limits.</summary>
    public static HealthLimits Of(SlsSyslogOptions options, string route)
    {
        RouteOptions? owner = options.AllRoutes()
            .FirstOrDefault(candidate => candidate.Value.FindBranches(candidate.Key).Any(branch => branch.Name == route)).Value;
        TimeSpan shortest = MinHeartbeats * (owner?.Source.HeartbeatInterval ?? TimeSpan.Zero);
        HealthOptions health = options.Health;
        return new HealthLimits(health, Longer(health.MaxHeartbeatAge, shortest), Longer(health.MaxStall, shortest));
    }

    private static TimeSpan Longer(TimeSpan limit, TimeSpan shortest) => limit > shortest ? limit : shortest;
}
