namespace SlsSyslog.Hosting;

/// <summary>Writes the status of all routes as one line for <c>systemctl status</c>.</summary>
internal static class SystemdText
{
    private const int MaxRoutes = 3;

    public static string Create(SlsSyslogStatus status)
    {
        IEnumerable<string> routes = status.Routes.Take(MaxRoutes).Select(Describe);
        string more = status.Routes.Count > MaxRoutes ? $"; {status.Routes.Count - MaxRoutes} more routes" : "";
        return string.Join("; ", routes) + more;
    }

    private static string Describe(RouteStatus route)
    {
        string lag = route.DeliveryLag is { } time && time > TimeSpan.Zero ? $", the oldest received {DurationText.Format(time)} ago" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{route.Name} {route.State.ToString().ToLowerInvariant()}: {route.RecordsPerSecond:N0} records/s, "
                + $"{route.Totals.Delivered:N0} delivered, {route.Totals.Pending:N0} unconfirmed{lag}");
    }
}
