namespace SlsSyslog.Tool;

/// <summary>Holds what the ledger and SLS say about one shard.</summary>
/// <param name="Window">The part of the shard.</param>
/// <param name="Records">The lines of the ledger that concern the part.</param>
/// <param name="Uncovered">The parts without a line, by minute of receipt.</param>
internal sealed record ShardEvidence(ShardWindow Window, IReadOnlyList<LedgerRecord> Records, IReadOnlyList<UncoveredSpan> Uncovered)
{
    /// <summary>Gets the parts whose records are counted; they do not overlap.</summary>
    public IReadOnlyList<SegmentCount> Segments { get; set; } = [];

    /// <summary>Returns the number of records in a part that begins and ends where segments do.</summary>
    public long CountIn(CursorSpan span) => SegmentsIn(span).Sum(segment => segment.Records);

    public IEnumerable<SegmentCount> SegmentsIn(CursorSpan span) => Segments.Where(segment => segment.Span.Intersects(span));
}
