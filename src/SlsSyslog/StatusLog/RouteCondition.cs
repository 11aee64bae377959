namespace SlsSyslog;

/// <summary>Represents what a route does, in words, and whether it needs attention.</summary>
/// <param name="Text">The words, which follow "the route".</param>
/// <param name="IsGood">Whether everything is as it should be.</param>
/// <param name="Reason">The last error that explains it, or an empty text. It is not part of the condition: it can change while that lasts.</param>
internal readonly record struct RouteCondition(string Text, bool IsGood, string Reason)
{
    public static RouteCondition Of(RouteStatus route)
    {
        string reason = route.LastError is { } error ? $"{error.Message} {error.Action}" : "";
        StatusError? blocked = route.Shards.FirstOrDefault(shard => shard.Blocked is not null)?.Blocked;
        return route.State switch
        {
            RouteState.Starting when reason.Length > 0 => new("cannot start yet", false, reason),
            RouteState.Starting => new("starts", true, ""),
            RouteState.Draining => new("drains: it confirms what was sent and reads nothing more", true, ""),
            RouteState.Stopped => new("is stopped", true, ""),
            RouteState.Failed => new("has failed", false, reason),
            _ when route.AreCredentialsRejected => new("is rejected by SLS", false, reason),
            _ when FindOutage(route, OutageSide.Source) is { } outage => new("cannot reach SLS", false, outage.Cause),
            _ when blocked is not null => new("has a shard that is blocked", false, $"{blocked.Message} {blocked.Action}"),
            _ when FindOutage(route, OutageSide.Destination) is { } outage => new("waits for the server", false, outage.Cause),
            _ when route.UnownedShards.Count > 0 => new("belongs to a group that does not read all shards", false, Describe(route.UnownedShards)),
            _ when route is { ConsumerGroup: not null, IsRegistered: false } => new("joins its consumer group", true, ""),
            _ => new("forwards", true, ""),
        };
    }

    public bool IsSameAs(RouteCondition other) => Text == other.Text;

    private static OutageStatus? FindOutage(RouteStatus route, OutageSide side) =>
        route.Outages.FirstOrDefault(outage => outage.Side == side && outage.End is null);

    private static string Describe(IReadOnlyList<string> shards) =>
        $"No process owns {string.Join(", ", shards.Take(3))}{(shards.Count > 3 ? $" and {shards.Count - 3} more" : "")}.";
}
