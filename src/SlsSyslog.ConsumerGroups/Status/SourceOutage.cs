namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a time in which requests to SLS failed.</summary>
/// <param name="Start">The time of the first failure.</param>
/// <param name="End">The time at which every request succeeded again, or <see langword="null"/> while it lasts.</param>
/// <param name="Cause">The last error, without control characters.</param>
public sealed record SourceOutage(DateTimeOffset Start, DateTimeOffset? End, string Cause);
