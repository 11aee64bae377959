namespace SlsSyslog.Tool;

/// <summary>Represents minutes whose records were delivered late or not at all.</summary>
/// <param name="Start">The first minute of receipt.</param>
/// <param name="End">The time at which the last of its lines was written.</param>
/// <param name="DurationSeconds">The time between them.</param>
/// <param name="Cause">The cause, as far as the ledger shows it.</param>
/// <param name="RecordsLate">The records that were delivered after the limit.</param>
/// <param name="LogGroupsLost">The LogGroups that expired before they were read, at most.</param>
/// <param name="LatencyMaxSeconds">The longest time from receipt to confirmation.</param>
internal sealed record VerifyOutage(
    DateTimeOffset Start, DateTimeOffset End, double DurationSeconds, string Cause, long RecordsLate, long LogGroupsLost, double LatencyMaxSeconds);
