using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.AspNetCore;

/// <summary>The result of one health check.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Status">Its status.</param>
/// <param name="Description">Its description.</param>
internal sealed record CheckAnswer(string Name, HealthStatus Status, string? Description);
