using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog;

/// <summary>Finds everything about a route that needs attention.</summary>
internal static class HealthRules
{
    // The lag of a shard that is fully read is approximately zero: nothing of it can expire.
    private static readonly TimeSpan FullyRead = TimeSpan.FromMinutes(1);

    public static IEnumerable<HealthReason> Find(RouteStatus route, SlsSyslogStatus status, HealthLimits limits) => route.IsRequired
        ? FindAll(route, status, limits)
        : FindAll(route, status, limits).Select(reason => reason with { Status = HealthStatus.Degraded });

    private static IEnumerable<HealthReason> FindAll(RouteStatus route, SlsSyslogStatus status, HealthLimits limits) =>
    [
        .. FindFailure(route),
        .. FindRejection(route),
        .. FindSilence(route, status, limits),
        .. route.Shards.Where(shard => shard.IsOwned && shard.Blocked is not null).Select(shard => Blocked(route, shard)),
        .. FindDeliveryLag(route, limits.Options),
        .. FindReadLag(route, limits.Options),
        .. FindRetention(route, limits.Options),
        .. FindUnowned(route),
        .. route.Destinations.SelectMany(destination => FindCertificate(route, destination, status.Time, limits.Options)),
        .. FindLoss(route),
        .. FindDeadLetters(route, limits.Options),
    ];

    private static IEnumerable<HealthReason> FindFailure(RouteStatus route)
    {
        if (route.State == RouteState.Failed)
        {
            yield return Unhealthy(
                route, "The route failed and does not run" + (route.LastError is { } error ? $": {HealthText.End(error.Message)}" : "."),
                route.LastError?.Action ?? "See the log of the process, fix the cause and restart it.");
        }
    }

    private static IEnumerable<HealthReason> FindRejection(RouteStatus route)
    {
        if (route.AreCredentialsRejected)
        {
            yield return Unhealthy(
                route, "SLS rejects the access key or its permissions.",
                "Check the access key and its policy. The route continues as soon as SLS accepts them.");
        }
    }

    private static IEnumerable<HealthReason> FindSilence(RouteStatus route, SlsSyslogStatus status, HealthLimits limits)
    {
        if (route.State is not (RouteState.Starting or RouteState.Running) || route.ConsumerGroup is null)
        {
            yield break;
        }

        TimeSpan silence = route.HeartbeatAge ?? status.Time - status.StartedAt;
        if (silence > limits.MaxHeartbeatAge)
        {
            string text = Compare(silence, limits.MaxHeartbeatAge);
            yield return Unhealthy(
                route, $"SLS did not answer a heartbeat {(route.HeartbeatAge is null ? "since the process started," : "for")} {text}.",
                "Check the network and the endpoint of SLS. The route continues at its checkpoint as soon as SLS answers.");
        }
        else if (!route.IsRegistered)
        {
            yield return Degraded(
                route, $"The route is not registered with consumer group {route.ConsumerGroup} yet.",
                "Wait a few seconds. The route reads as soon as it is registered.");
        }
    }

    private static HealthReason Blocked(RouteStatus route, ShardForwardingStatus shard) =>
        Unhealthy(route, $"Shard {shard.Name} is blocked: {HealthText.End(shard.Blocked!.Message)}", shard.Blocked.Action);

    private static IEnumerable<HealthReason> FindDeliveryLag(RouteStatus route, HealthOptions options)
    {
        // Nothing pending is healthy, however quiet the route is.
        if (route.Totals.Pending > 0 && route.DeliveryLag is { } lag && lag > options.MaxDeliveryLag)
        {
            StatusError? error = route.Destinations.Select(destination => destination.LastError).MaxBy(error => error?.Time);
            string servers = string.Join(", ", route.Destinations.Select(destination => destination.Address).Take(HealthText.MaxListed));
            yield return Unhealthy(
                route, $"The oldest of {HealthText.Count(route.Totals.Pending, "unconfirmed record")} was received by SLS "
                    + $"{Compare(lag, options.MaxDeliveryLag, "ago")}.",
                error is null
                    ? $"Check whether {(servers.Length == 0 ? "the SIEM" : servers)} accepts records fast enough."
                    : $"Last error of the destination: {HealthText.Describe(error)}");
        }
    }

    private static IEnumerable<HealthReason> FindReadLag(RouteStatus route, HealthOptions options)
    {
        if (route.ReadLag is { } lag && lag > options.MaxReadLag)
        {
            yield return Unhealthy(
                route, $"The oldest unread record was received by SLS {Compare(lag, options.MaxReadLag, "ago")}.",
                "Check whether the SIEM limits the rate. Otherwise add a process to the consumer group.");
        }
    }

    private static IEnumerable<HealthReason> FindRetention(RouteStatus route, HealthOptions options)
    {
        ShardForwardingStatus[] shards =
        [
            .. route.Shards
                .Where(shard => shard.IsOwned && shard.RetentionLeft < options.MinRetentionLeft)
                .Where(shard => shard.ReadLag > FullyRead || shard.DeliveryLag > FullyRead)
                .OrderBy(shard => shard.RetentionLeft),
        ];
        if (shards.Length > 0)
        {
            yield return Unhealthy(
                route, $"Unconfirmed records of {HealthText.List("shard", shards.Select(shard => shard.Name))} expire in SLS in "
                    + $"{Compare(shards[0].RetentionLeft ?? TimeSpan.Zero, options.MinRetentionLeft)}.",
                "Increase the retention period of the logstore now, then the rate of delivery. Records that expire are lost.");
        }
    }

    private static IEnumerable<HealthReason> FindUnowned(RouteStatus route)
    {
        if (route.UnownedShards.Count > 0)
        {
            yield return Degraded(
                route, $"No process reads {HealthText.List("shard", route.UnownedShards)}.",
                "SLS assigns a shard within a few heartbeats. If this lasts, check that the processes of the group run and accept shards.");
        }
    }

    private static IEnumerable<HealthReason> FindCertificate(
        RouteStatus route, DestinationStatus destination, DateTimeOffset now, HealthOptions options)
    {
        const string action = "Renew the certificate of the server.";
        if (destination.CertificateExpiresAt is not { } end)
        {
            yield break;
        }

        if (end <= now)
        {
            yield return Unhealthy(route, $"The certificate of {destination.Address} expired {DurationText.Format(now - end)} ago.", action);
        }
        else if (end - now < options.MinCertificateTimeLeft)
        {
            yield return Degraded(
                route, $"The certificate of {destination.Address} expires in {DurationText.Format(end - now)}.",
                action);
        }
    }

    private static IEnumerable<HealthReason> FindLoss(RouteStatus route)
    {
        if (route.Totals.Skipped > 0)
        {
            yield return Degraded(
                route, $"{HealthText.Count(route.Totals.Skipped, "record")} did not reach the SIEM: expired in SLS, or skipped by the failure "
                    + "policy.",
                "Increase the retention period, or correct what the log reports. Restart the process when the loss is recorded.");
        }
    }

    private static IEnumerable<HealthReason> FindDeadLetters(RouteStatus route, HealthOptions options)
    {
        if (route.Totals.DeadLettered > options.MaxDeadLetters)
        {
            yield return Degraded(
                route, $"{HealthText.Count(route.Totals.DeadLettered, "record")} could not be sent and did not reach the SIEM.",
                $"Find the cause in the dead letters ({route.DeadLetterTarget ?? "see the log"}), remove it, and send them again.");
        }
    }

    private static string Compare(TimeSpan value, TimeSpan limit, string suffix = "") =>
        $"{DurationText.Format(value)}{(suffix.Length > 0 ? " " : "")}{suffix} (limit: {DurationText.Format(limit)})";

    private static HealthReason Degraded(RouteStatus route, string problem, string action) =>
        new(route.Name, HealthStatus.Degraded, problem, action);

    private static HealthReason Unhealthy(RouteStatus route, string problem, string action) =>
        new(route.Name, HealthStatus.Unhealthy, problem, action);
}
