using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore;

/// <summary>The JSON of the probe endpoints for everyone: the status without reasons.</summary>
/// <param name="Status">The status.</param>
internal sealed record BriefHealthAnswer(HealthStatus Status);
