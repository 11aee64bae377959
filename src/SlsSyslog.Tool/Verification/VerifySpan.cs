namespace SlsSyslog.Tool;

/// <summary>Represents a range of a shard that is missing, pending or different, as cursors for a replay.</summary>
/// <param name="Kind">Why the range is reported.</param>
/// <param name="Logstore">The logstore.</param>
/// <param name="Shard">The shard.</param>
/// <param name="Minute">The minute of receipt by SLS.</param>
/// <param name="BeginCursor">The cursor of the first log.</param>
/// <param name="EndCursor">The cursor after the last log.</param>
/// <param name="LogGroups">The number of LogGroups, at most.</param>
/// <param name="Records">The number of records that are missing; null when they were not read again.</param>
internal sealed record VerifySpan(
    SpanKind Kind, string Logstore, int Shard, DateTimeOffset Minute, string BeginCursor, string EndCursor, long LogGroups, long? Records);
