namespace SlsSyslog.AspNetCore;

/// <summary>The JSON of <c>/status/history</c>.</summary>
/// <param name="IntervalSeconds">The time between two samples.</param>
/// <param name="Times">The times of the samples in seconds since 1970, the oldest first.</param>
/// <param name="Routes">The samples of each route.</param>
internal sealed record HistoryAnswer(double IntervalSeconds, IReadOnlyList<long> Times, IReadOnlyList<RouteHistory> Routes);
