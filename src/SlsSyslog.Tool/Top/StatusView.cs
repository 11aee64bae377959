using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Creates what a terminal shows of a status: a table with one row per route, and the last errors with what to do.</summary>
internal static class StatusView
{
    private static readonly Style Attention = new(Color.Yellow);
    private static readonly Style Quiet = new(Color.Grey);

    /// <summary>Creates the view of a status.</summary>
    /// <param name="status">The status.</param>
    /// <param name="note">A line below the table; an empty line adds none.</param>
    /// <returns>A view that adapts to the width of the terminal.</returns>
    public static IRenderable Create(SlsSyslogStatus status, string note = "")
    {
        ArgumentNullException.ThrowIfNull(status);
        List<IRenderable> parts = [new StatusTable(status), .. status.Routes.SelectMany(DescribeError)];
        if (!string.IsNullOrEmpty(note))
        {
            parts.Add(new OneLine(note, Attention));
        }

        return new Rows(parts);
    }

    /// <summary>Returns what a route does.</summary>
    /// <param name="route">The status of the route.</param>
    /// <returns>One or two words.</returns>
    public static string Describe(RouteStatus route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return route.State switch
        {
            RouteState.Running when route.AreCredentialsRejected => "no access",
            RouteState.Running when route.Shards.Any(shard => shard.Blocked is not null) => "blocked",
            RouteState.Running when route.Outages.Any(outage => outage.End is null) || IsDisconnected(route) => "waiting",
            RouteState.Running when !route.IsRegistered && route.ConsumerGroup is not null => "joining",
            RouteState.Running => "running",
            RouteState.Starting => "starting",
            RouteState.Draining => "draining",
            RouteState.Stopped => "stopped",
            _ => "failed",
        };
    }

    private static IEnumerable<OneLine> DescribeError(RouteStatus route)
    {
        if (route.LastError is { } error)
        {
            string time = error.Time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            yield return new OneLine($"{route.Name}, {time} UTC: {error.Message}", Quiet);
            yield return new OneLine($"  {error.Action}", Quiet);
        }
    }

    private static bool IsDisconnected(RouteStatus route) =>
        route.Totals.Pending > 0 && route.Destinations.Count > 0 && route.Destinations.All(destination => destination.Connections == 0);
}
