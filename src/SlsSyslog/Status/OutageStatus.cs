namespace SlsSyslog;

/// <summary>Represents a time in which a route could not read from SLS or nothing that it sent was confirmed.</summary>
/// <param name="Side">The peer that the outage affected.</param>
/// <param name="Start">The start: the first failed request, or the time since which records waited for a confirmation.</param>
/// <param name="End">The end, or <see langword="null"/> while the outage lasts.</param>
/// <param name="Cause">The last error, without control characters.</param>
/// <param name="LateRecords">The number of records that waited for a confirmation when the outage ended, or wait now.</param>
/// <param name="RepeatedRecords">The number of records that were sent again because of the outage.</param>
public sealed record OutageStatus(
    OutageSide Side, DateTimeOffset Start, DateTimeOffset? End, string Cause, long LateRecords, long RepeatedRecords);
