namespace SlsSyslog.Tool;

/// <summary>Assigns the lines of the ledger to the shards, and finds what no line contains.</summary>
internal sealed class EvidenceFinder(ShardWindowFinder finder, LedgerContent ledger, VerifyRequest request)
{
    public async Task<ShardEvidence> FindAsync(ShardWindow window, CancellationToken cancellationToken)
    {
        LedgerRecord[] all = [.. ledger.Records.Where(record => IsAbout(record, window))];
        LedgerRecord[] records = [.. all.Where(record => IsInside(record, window)).OrderBy(record => record.Span.Begin.Number)];
        List<UncoveredSpan> uncovered = [];
        IEnumerable<CursorSpan> gaps = request.UsesLedger
            ? Extend(window, records).Without(records.Select(record => record.Span))
            : window.Span.IsEmpty ? [] : [window.Span];
        foreach (CursorSpan gap in gaps)
        {
            CursorPoint? oldestLine = all.Length == 0 ? null : all.MinBy(record => record.Span.Begin.Number)!.Span.Begin;
            CursorPoint[] cuts = [.. new[] { window.Checkpoint, oldestLine }.OfType<CursorPoint>().OrderBy(point => point.Number)];
            foreach (CursorSpan part in gap.CutAt(cuts))
            {
                SpanKind kind = KindOf(part, window, oldestLine);
                foreach ((DateTimeOffset minute, CursorSpan span) in await finder
                    .CutByMinuteAsync(window.Shard, part, request.Range, cancellationToken).ConfigureAwait(false))
                {
                    uncovered.Add(new UncoveredSpan(kind, minute, span));
                }
            }
        }

        return new ShardEvidence(window, records, uncovered);
    }

    private bool IsAbout(LedgerRecord record, ShardWindow window) =>
        record.Project == request.Source.Project && record.Logstore == window.Logstore && record.ShardNumber == window.Shard;

    // A line at the edge of the range is included as a whole. An empty line is in its minute.
    private bool IsInside(LedgerRecord record, ShardWindow window) =>
        record.Span.Intersects(window.Span) || (IsBefore(record, window) && request.Range.Contains(record.MinuteTime));

    // SLS does not have these logs any more, or the line contains none.
    private static bool IsBefore(LedgerRecord record, ShardWindow window) =>
        record.Span.IsEmpty || record.Span.End.Number <= window.Oldest.Number;

    private static CursorSpan Extend(ShardWindow window, LedgerRecord[] records) =>
        records.Length > 0 && records[0].Span.End.Number <= window.Oldest.Number && window.Span.Begin == window.Oldest
            ? window.Span with { Begin = records[0].Span.Begin }
            : window.Span;

    private SpanKind KindOf(CursorSpan part, ShardWindow window, CursorPoint? oldestLine) =>
        !request.UsesLedger ? SpanKind.Unknown
        : part.Begin.Number >= (window.Checkpoint?.Number ?? long.MaxValue) ? SpanKind.Pending
        : part.End.Number <= oldestLine?.Number && ledger.Chains.Any(chain => !chain.HasFirstLine) ? SpanKind.Unknown
        : SpanKind.Missing;
}
