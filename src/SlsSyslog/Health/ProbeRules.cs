using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog;

/// <summary>Finds why an orchestrator should restart the process or wait for it. Outages of SLS or of the SIEM are not reasons.</summary>
internal static class ProbeRules
{
    /// <summary>Returns the reasons to restart the process: a loop of the route does not turn.</summary>
    public static IEnumerable<HealthReason> FindStall(RouteStatus route, SlsSyslogStatus status, HealthLimits limits)
    {
        // A route that ended has no loop, and one whose source has no heartbeats reports no attempt.
        if (route.State == RouteState.Running && route.HeartbeatAttemptAge is { } age && age > limits.MaxStall)
        {
            yield return new HealthReason(
                route.Name,
                HealthStatus.Unhealthy,
                $"No heartbeat was tried for {DurationText.Format(age)} (limit: {DurationText.Format(limits.MaxStall)}).",
                "The process hangs. Restart it.");
        }
    }

    /// <summary>Returns the reasons to wait for the process: a route is not yet registered with its consumer group.</summary>
    public static IEnumerable<HealthReason> FindUnregistered(RouteStatus route, SlsSyslogStatus status, HealthLimits limits)
    {
        if (route.State == RouteState.Failed)
        {
            yield return new HealthReason(
                route.Name,
                HealthStatus.Unhealthy,
                "The route failed and does not run.",
                "See the log of the process, fix the cause and restart it.");
        }
        else if (route.State is RouteState.Starting or RouteState.Running && !route.IsRegistered)
        {
            yield return new HealthReason(
                route.Name,
                HealthStatus.Unhealthy,
                route.ConsumerGroup is { } group ? $"The route is not registered with consumer group {group} yet." : "The route does not read yet.",
                route.LastError is { } error ? $"Last error: {HealthText.Describe(error)}" : "Wait until it is registered.");
        }
    }
}
