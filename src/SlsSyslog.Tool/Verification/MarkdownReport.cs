namespace SlsSyslog.Tool;

/// <summary>Writes a report as Markdown, for auditors.</summary>
internal static class MarkdownReport
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string MinuteFormat = "yyyy-MM-dd'T'HH:mm'Z'";

    public static string Write(VerifyReport report)
    {
        StringBuilder text = new();
        VerifyScope scope = report.Scope;
        Line(text, $"# Completeness of delivery: {VerdictText.Of(report.Verdict)}");
        Line(text, "");
        foreach (string finding in report.Findings.DefaultIfEmpty("Everything that SLS received in the range is accounted for."))
        {
            Line(text, $"- {Escape(finding)}");
        }

        Section(text, "Scope", "item", "value");
        Row(text, "project", scope.Project, $"({scope.Endpoint})");
        Row(text, "logstores", string.Join(", ", scope.Logstores));
        Row(text, "shards", string.Join(", ", scope.Shards));
        Row(text, "range", $"{Time(scope.From)} to {Time(scope.To)}, by {scope.TimeAxis}");
        Row(text, "route", scope.Route, $"(consumer group {scope.ConsumerGroup})");
        Row(text, "query", scope.Query.Length > 0 ? scope.Query : "none");
        Row(text, "destinations", string.Join(", ", scope.Destinations));
        Row(text, "settings", string.Join(", ", scope.SettingsHashes));
        Row(text, "versions of SlsSyslog", string.Join(", ", scope.Versions));
        Row(text, "clock offset", string.Create(CultureInfo.InvariantCulture, $"{scope.ClockOffsetSeconds} s"));
        Row(text, "report", $"{Time(report.CreatedAt)}, sls-syslog {report.ToolVersion}");
        Row(text, "digest of the report (JSON)", report.Digest ?? "");
        Line(text, "");
        Line(text, "## Method");
        Line(text, "");
        Line(text, $"Methods: {string.Join(", ", report.Methods)}. What they do not show:");
        Line(text, "");
        foreach (string limit in report.Limits)
        {
            Line(text, $"- {limit}");
        }

        AddCounts(text, "Total", [report.Total]);
        AddCounts(text, "Shards", report.Shards);
        AddRanges(text, report.Ranges);
        AddOutages(text, report.Outages);
        AddChains(text, report.Chains);
        AddCounts(text, "Minutes", report.Minutes);
        return text.ToString();
    }

    private static void AddCounts(StringBuilder text, string title, IReadOnlyList<VerifyRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        Section(
            text, title, "shard", "minute", "in SLS", "read", "filtered", "delivered", "dead letters", "skipped", "truncated", "repeated",
            "expired*", "missing*", "pending*", "on time", "longest delay", "in SIEM", "difference", "difference (SIEM)");
        foreach (VerifyRow row in rows)
        {
            Row(
                text,
                row.Shard is { } shard ? Invariant($"{row.Logstore}/{shard}") : "all",
                row.Minute is { } minute ? minute.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture) : "all",
                Number(row.InSls), Number(row.Read), Number(row.Filtered), Number(row.Delivered), Number(row.DeadLettered), Number(row.Skipped),
                Number(row.Truncated), Number(row.Repeated), Number(row.ExpiredLogGroups), Number(row.MissingLogGroups),
                Number(row.PendingLogGroups), row.Read == 0 ? "-" : Invariant($"{Math.Floor(1000.0 * row.OnTime / row.Read) / 10:0.0} %"),
                Invariant($"{row.LatencyMaxSeconds:0.0} s"), Number(row.InSiem), Number(row.Difference), Number(row.SiemDifference));
        }

        Line(text, "");
        Line(text, "\\* LogGroups, at most: SLS can leave out numbers. The other counts are records.");
    }

    private static void AddRanges(StringBuilder text, IReadOnlyList<VerifySpan> ranges)
    {
        if (ranges.Count == 0)
        {
            return;
        }

        Section(text, "Ranges", "shard", "minute", "reason", "records", "LogGroups, at most", "begin cursor", "end cursor");
        foreach (VerifySpan range in ranges)
        {
            Row(
                text, Invariant($"{range.Logstore}/{range.Shard}"), range.Minute.UtcDateTime.ToString(MinuteFormat, CultureInfo.InvariantCulture),
                VerdictText.Of(range.Kind), Number(range.Records), Number(range.LogGroups), range.BeginCursor, range.EndCursor);
        }

        Line(text, "");
        Line(text, "`sls-syslog replay --missing REPORT.json` sends these ranges again, except those that are not delivered yet.");
    }

    private static void AddOutages(StringBuilder text, IReadOnlyList<VerifyOutage> outages)
    {
        if (outages.Count == 0)
        {
            return;
        }

        Section(text, "Outages", "start", "end", "duration", "records late", "LogGroups lost, at most", "longest delay", "cause");
        foreach (VerifyOutage outage in outages)
        {
            Row(
                text, Time(outage.Start), Time(outage.End), DurationText.Format(TimeSpan.FromSeconds(outage.DurationSeconds)),
                Number(outage.RecordsLate), Number(outage.LogGroupsLost), Invariant($"{outage.LatencyMaxSeconds:0.0} s"), outage.Cause);
        }
    }

    private static void AddChains(StringBuilder text, IReadOnlyList<LedgerChain> chains)
    {
        if (chains.Count == 0)
        {
            return;
        }

        Section(text, "Chain of the ledger", "ledger", "state", "files", "lines", "first digest", "last digest");
        foreach (LedgerChain chain in chains)
        {
            string start = chain.HasFirstLine ? "" : "; older files are deleted";
            Row(
                text, $"{chain.Folder}: {chain.Route}", (chain.IsIntact ? "intact" : "broken") + start, Number(chain.Files), Number(chain.Lines),
                chain.FirstDigest, chain.LastDigest);
        }

        foreach (string problem in chains.SelectMany(chain => chain.Problems))
        {
            Line(text, "");
            Line(text, $"- {Escape(problem)}");
        }
    }

    private static void Section(StringBuilder text, string title, params IReadOnlyList<string> columns)
    {
        Line(text, "");
        Line(text, $"## {title}");
        Line(text, "");
        Line(text, $"| {string.Join(" | ", columns)} |");
        Line(text, $"| {string.Join(" | ", columns.Select(_ => "---"))} |");
    }

    private static void Row(StringBuilder text, params IReadOnlyList<string> cells) => Line(text, $"| {string.Join(" | ", cells.Select(Escape))} |");

    private static void Row(StringBuilder text, string name, string value, string note) => Row(text, [name, $"{value} {note}"]);

    // Names of a SIEM or of a file may contain anything.
    private static string Escape(string text) => PlainText.Clean(text).Replace("|", "\\|", StringComparison.Ordinal);

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
