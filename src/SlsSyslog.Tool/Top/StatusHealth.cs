namespace SlsSyslog.Tool;

/// <summary>Represents the health in the JSON of the status end point.</summary>
/// <param name="Status">Healthy, degraded or unhealthy.</param>
/// <param name="Reasons">Why it is not healthy.</param>
internal sealed record StatusHealth(string Status, IReadOnlyList<HealthReason> Reasons);
