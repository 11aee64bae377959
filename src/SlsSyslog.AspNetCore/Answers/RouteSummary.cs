namespace SlsSyslog.AspNetCore;

/// <summary>Describes the state of a route in one line of words.</summary>
internal static class RouteSummary
{
    // Below this age, what is under way is not a backlog.
    private static readonly TimeSpan Behind = TimeSpan.FromMinutes(1);

    public static string Of(RouteStatus route, DateTimeOffset now) => route.State switch
    {
        RouteState.Starting => Registering(route),
        RouteState.Draining => $"Stopping: {Count(route.Totals.Pending, "record")} still unconfirmed.",
        RouteState.Stopped => route.Totals.Pending == 0
            ? "Stopped. Everything that was sent is confirmed."
            : $"Stopped with {Count(route.Totals.Pending, "record")} unconfirmed.",
        RouteState.Failed => route.LastError is { } error ? $"Failed: {error.Message}" : "Failed. See the log of the process.",
        _ => OfRunning(route, now),
    };

    private static string OfRunning(RouteStatus route, DateTimeOffset now)
    {
        int owned = route.Shards.Count(shard => shard.IsOwned);
        int blocked = route.Shards.Count(shard => shard.IsOwned && shard.Blocked is not null);
        OutageStatus? outage = route.Outages.FirstOrDefault(outage => outage.End is null);
        string pending = $"{Count(route.Totals.Pending, "record")} unconfirmed";
        return route.AreCredentialsRejected ? "Waiting: SLS rejects the access key or its permissions."
            : !route.IsRegistered ? Registering(route)
            : blocked > 0 ? $"Blocked: {blocked} of {Count(owned, "shard")} cannot continue."
            : outage is { Side: OutageSide.Source } ? $"Waiting for SLS for {DurationText.Format(now - outage.Start)}: {outage.Cause}"
            : outage is { Side: OutageSide.Destination } ? $"Waiting for the SIEM for {DurationText.Format(now - outage.Start)}: {pending}."
            : OfFlow(route, now, owned, pending);
    }

    private static string OfFlow(RouteStatus route, DateTimeOffset now, int owned, string pending)
    {
        TimeSpan unread = route.ReadLag ?? TimeSpan.Zero;
        TimeSpan unconfirmed = route.Totals.Pending > 0 ? route.DeliveryLag ?? TimeSpan.Zero : TimeSpan.Zero;
        TimeSpan lag = unread > unconfirmed ? unread : unconfirmed;
        return route.Totals.Pending > 0 && HasNoConnection(route) ? $"Waiting for the SIEM: not connected, {pending}."
            : lag > Behind
                ? route.RecordsPerSecond > 0
                    ? $"Catching up with {Rate(route)}: {DurationText.Format(lag)} behind."
                    : $"Behind by {DurationText.Format(lag)}: nothing was confirmed in the last minute, {pending}."
            : route is { RecordsPerSecond: > 0, Totals.Pending: 0 } ? $"Delivering {Rate(route)}, everything that was read is confirmed."
            : route.RecordsPerSecond > 0 ? $"Delivering {Rate(route)}, {pending}."
            : route.Totals.Pending > 0 ? $"Delivering: {pending}."
            : owned == 0 ? "Waiting for shards: other processes of the consumer group own them."
            : route.LastDeliveryAt is { } last ? $"Idle: everything is confirmed. The last delivery was {DurationText.Format(now - last)} ago."
            : "Idle: there are no records to deliver yet.";
    }

    // Without an error, there is nothing to connect for yet. UDP has no connections.
    private static bool HasNoConnection(RouteStatus route) =>
        route.Destinations.Count > 0
        && route.Destinations.All(destination => destination is { Connections: 0, LastError: not null } && destination.Scheme != "udp");

    private static string Registering(RouteStatus route) => route.ConsumerGroup is { } group && !route.IsRegistered
        ? $"Starting: registering with consumer group {group}."
        : "Starting.";

    private static string Rate(RouteStatus route)
    {
        string format = route.RecordsPerSecond < 10 ? "0.0" : "N0";
        return $"{route.RecordsPerSecond.ToString(format, CultureInfo.InvariantCulture)} records/s";
    }

    private static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
