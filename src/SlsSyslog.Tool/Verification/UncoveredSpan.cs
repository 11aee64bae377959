namespace SlsSyslog.Tool;

/// <summary>Represents a part of a shard that no line of the ledger contains.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Minute">The minute of receipt.</param>
/// <param name="Span">The part.</param>
internal sealed record UncoveredSpan(SpanKind Kind, DateTimeOffset Minute, CursorSpan Span);
