namespace SlsSyslog;

/// <summary>Represents the status of all routes of a host at a point in time. It contains nothing from the content of a log.</summary>
public sealed record SlsSyslogStatus
{
    /// <summary>Gets the version of SlsSyslog.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the time at which the status was first available, which is the start of the host.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the time of this snapshot.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Gets the routes in the order of the configuration. A route that failed or stopped stays in the list.</summary>
    public required IReadOnlyList<RouteStatus> Routes { get; init; }

    /// <summary>Gets the sum of the totals of all routes.</summary>
    public required RecordTotals Totals { get; init; }
}
