namespace SlsSyslog.Tool;

/// <summary>Writes the status of a route as one plain line, for output that is not a terminal.</summary>
internal static class StatusLine
{
    /// <summary>Returns the line.</summary>
    /// <param name="route">The status of the route.</param>
    /// <returns>A line without escape sequences and line breaks.</returns>
    public static string Create(RouteStatus route)
    {
        ArgumentNullException.ThrowIfNull(route);
        TimeSpan lag = route.DeliveryLag ?? TimeSpan.Zero;
        string late = lag > TimeSpan.Zero ? $", the oldest for {DurationText.Format(lag)}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{route.Name}: {StatusView.Describe(route)}, {route.RecordsPerSecond:N0} records/s, {route.Totals.Delivered:N0} delivered, "
                + $"{route.Totals.Repeated:N0} repeated, {route.Totals.Pending:N0} unconfirmed{late}");
    }
}
