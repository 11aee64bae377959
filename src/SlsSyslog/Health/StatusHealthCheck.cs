using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog;

/// <summary>Reports the reasons that a set of rules finds in the status of the routes.</summary>
/// <param name="status">The status.</param>
/// <param name="options">The options with the limits.</param>
/// <param name="find">Finds the reasons of one route.</param>
/// <param name="healthy">The description when there are none.</param>
internal sealed class StatusHealthCheck(
    ISlsSyslogStatus status,
    IOptions<SlsSyslogOptions> options,
    Func<RouteStatus, SlsSyslogStatus, HealthLimits, IEnumerable<HealthReason>> find,
    string healthy) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        SlsSyslogStatus current = status.GetStatus();
        HealthReason[] reasons =
        [
            .. current.Routes
                .SelectMany(route => find(route, current, HealthLimits.Of(options.Value, route.Name)))
                .OrderBy(reason => reason.Status),
        ];
        return Task.FromResult(ResultOf(reasons, context.Registration.FailureStatus));
    }

    private HealthCheckResult ResultOf(HealthReason[] reasons, HealthStatus failureStatus)
    {
        if (reasons.Length == 0)
        {
            return HealthCheckResult.Healthy(healthy);
        }

        // Sorted, so the first one is the most severe. A registration can make a failure less severe.
        HealthStatus worst = reasons[0].Status == HealthStatus.Unhealthy ? failureStatus : reasons[0].Status;
        return new HealthCheckResult(
            worst,
            string.Join(' ', reasons.Select(reason => reason.ToString())),
            data: new Dictionary<string, object> { [HealthReason.DataKey] = reasons });
    }
}
