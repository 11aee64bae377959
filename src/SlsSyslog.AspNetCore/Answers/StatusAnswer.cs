namespace SlsSyslog.AspNetCore;

/// <summary>The JSON of <c>/status</c>. Durations are seconds.</summary>
/// <param name="Version">The version of SlsSyslog.</param>
/// <param name="StartedAt">The start of the process.</param>
/// <param name="Time">The time of the snapshot.</param>
/// <param name="Health">The health with its reasons.</param>
/// <param name="Totals">What happened to the records of all routes.</param>
/// <param name="Routes">The routes.</param>
internal sealed record StatusAnswer(
    string Version, DateTimeOffset StartedAt, DateTimeOffset Time, HealthAnswer Health, RecordTotals Totals, IReadOnlyList<RouteAnswer> Routes)
{
    public static StatusAnswer Of(SlsSyslogStatus status, HealthAnswer health) => new(
        status.Version,
        status.StartedAt,
        status.Time,
        health,
        status.Totals,
        [.. status.Routes.Select(route => RouteAnswer.Of(route, status.Time, health))]);
}
