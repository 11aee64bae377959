using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog;

/// <summary>Describes one reason why a health check of SlsSyslog does not report <see cref="HealthStatus.Healthy"/>.</summary>
/// <param name="Route">The name of the route.</param>
/// <param name="Status">How severe the reason is.</param>
/// <param name="Problem">A sentence that describes what is wrong.</param>
/// <param name="Action">One or more sentences that describe what to do.</param>
public sealed record HealthReason(string Route, HealthStatus Status, string Problem, string Action)
{
    /// <summary>The key of the list of <see cref="HealthReason"/> in the data of a health report entry: <c>reasons</c>.</summary>
    public const string DataKey = "reasons";

    /// <summary>Returns the reason as one line: the route, the problem and what to do.</summary>
    /// <returns>For example <c>Route default: SLS rejects the credentials. Check the access key.</c></returns>
    public override string ToString() => $"Route {Route}: {Problem} {Action}";
}
