namespace SlsSyslog.Tool;

/// <summary>Compares the counts of a SIEM with those of SLS, in the rows that the SIEM distinguishes.</summary>
internal sealed class SiemComparison(
    VerifyRequest request, IReadOnlyList<ShardEvidence> shards, RowTable rows, List<VerifySpan> ranges, FindingList findings)
{
    /// <summary>Adds the counts to the rows, and what is missing to the ranges and findings.</summary>
    public void Add(IReadOnlyList<SiemCount> counts)
    {
        bool hasShards = counts[0].Shard is not null;
        bool hasMinutes = counts[0].Minute is not null;
        Dictionary<(string? Shard, DateTimeOffset? Minute), long> given = counts
            .Where(count => count.Minute is not { } minute || request.Range.Contains(minute))
            .GroupBy(count => (ShardOf(count), count.Minute)).ToDictionary(group => group.Key, group => group.Sum(count => count.Records));
        Dictionary<(string? Shard, DateTimeOffset? Minute), long> expected = [];
        foreach (ShardEvidence shard in shards)
        {
            foreach ((DateTimeOffset minute, long records) in Expect(shard))
            {
                (string?, DateTimeOffset?) key = (hasShards ? Name(shard.Window) : null, hasMinutes ? minute : null);
                expected[key] = expected.GetValueOrDefault(key) + records;
            }
        }

        foreach ((string? shard, DateTimeOffset? minute) key in expected.Keys.Union(given.Keys).OrderBy(key => key.Shard, StringComparer.Ordinal)
            .ThenBy(key => key.Minute))
        {
            Compare(key.shard, key.minute, expected.GetValueOrDefault(key), given.GetValueOrDefault(key));
        }
    }

    private static string Name(ShardWindow window) => string.Create(CultureInfo.InvariantCulture, $"{window.Logstore}/{window.Shard}");

    // A number is enough where only one logstore is read.
    private string? ShardOf(SiemCount count) =>
        count.Shard is { } shard && !shard.Contains('/', StringComparison.Ordinal) && Verifier.LogstoresOf(request.Source) is [string only]
            ? $"{only}/{shard}"
            : count.Shard;

    // What the SIEM should have: without what the ledger says was not sent.
    private IEnumerable<(DateTimeOffset Minute, long Records)> Expect(ShardEvidence shard)
    {
        if (request.UsesLogTime)
        {
            return shard.Segments.SelectMany(segment => segment.ByLogMinute).Select(count => (count.Key, count.Value));
        }

        return rows.Minutes.Where(row => row.Logstore == shard.Window.Logstore && row.Shard == shard.Window.Shard && row.InSls is not null)
            .Select(row => (row.Minute!.Value, row.InSls!.Value - row.Filtered - row.DeadLettered - row.Skipped));
    }

    private void Compare(string? shard, DateTimeOffset? minute, long expected, long given)
    {
        ShardEvidence? one = shards.FirstOrDefault(evidence => Name(evidence.Window) == shard);
        VerifyRow row = rows.Get(one?.Window.Logstore, one?.Window.Shard, minute);
        row.InSiem = (row.InSiem ?? 0) + given;
        row.SiemDifference = (row.SiemDifference ?? 0) + expected - given;
        string place = $"{(shard is null ? "All shards" : $"Shard {PlainText.Clean(shard)}")}"
            + $"{(minute is { } time ? string.Create(CultureInfo.InvariantCulture, $", minute {time.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}") : "")}";
        if (given < expected)
        {
            findings.Add(Verdict.Incomplete, string.Create(
                CultureInfo.InvariantCulture, $"{place}: the SIEM should have {expected} records and has {given}: {expected - given} missing."));
            AddRanges(shard, minute, expected - given);
        }
        else if (given > expected)
        {
            findings.Add(Verdict.CompleteWithExceptions, string.Create(
                CultureInfo.InvariantCulture, $"{place}: the SIEM should have {expected} records and has {given}: {given - expected} repeated."));
        }
    }

    // With minutes of the logs, the records can be anywhere in the range.
    private void AddRanges(string? shard, DateTimeOffset? minute, long records)
    {
        foreach (ShardEvidence evidence in shards.Where(evidence => shard is null || Name(evidence.Window) == shard))
        {
            foreach ((DateTimeOffset received, CursorSpan span) in PartsOf(evidence))
            {
                if (!span.IsEmpty && (minute is null || request.UsesLogTime ? Holds(evidence, span, minute) : received == minute))
                {
                    ranges.Add(new VerifySpan(
                        SpanKind.MissingInSiem, evidence.Window.Logstore, evidence.Window.Shard, received, span.Begin.Cursor, span.End.Cursor,
                        span.LogGroups, shard is null ? null : records));
                }
            }
        }
    }

    private bool Holds(ShardEvidence evidence, CursorSpan span, DateTimeOffset? minute) =>
        evidence.SegmentsIn(span).Any(segment =>
            minute is { } time && request.UsesLogTime ? segment.ByLogMinute.ContainsKey(time) : segment.Records > 0);

    private static IEnumerable<(DateTimeOffset Minute, CursorSpan Span)> PartsOf(ShardEvidence evidence) => evidence.Records
        .Select(record => (record.MinuteTime, record.Span)).Concat(evidence.Uncovered.Select(part => (part.Minute, part.Span)));
}
