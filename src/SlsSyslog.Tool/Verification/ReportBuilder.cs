using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace SlsSyslog.Tool;

/// <summary>Compares the ledger, SLS and the SIEM, and builds the report.</summary>
internal sealed class ReportBuilder(VerifyRequest request, LedgerContent ledger, IReadOnlyList<ShardEvidence> shards)
{
    private readonly RowTable _rows = new();
    private readonly List<VerifySpan> _ranges = [];
    private readonly FindingList _findings = new();

    public required DateTimeOffset Now { get; init; }

    /// <summary>Gets the time before which logs have expired; null when it is unknown.</summary>
    public DateTimeOffset? Expired { get; init; }

    public VerifyReport Build(TimeSpan clockOffset)
    {
        foreach (ShardEvidence shard in shards)
        {
            AddLines(shard);
            AddUncovered(shard);
        }

        if (request.SiemCounts is { } counts)
        {
            new SiemComparison(request, shards, _rows, _ranges, _findings).Add(counts);
        }

        VerifyRow total = _rows.Total;
        IReadOnlyList<VerifyRow> byShard = _rows.Shards;
        _findings.AddChains(request, ledger, shards);
        _findings.AddTotals(request, total, Expired);
        VerifyReport report = new()
        {
            Verdict = _findings.Verdict,
            Scope = DescribeScope(clockOffset),
            Methods = [.. MethodLimits.MethodsOf(request)],
            Limits = [.. MethodLimits.Of(request)],
            Findings = _findings.Texts,
            Total = total,
            Shards = byShard,
            Minutes = _rows.Minutes,
            Ranges = _ranges,
            Outages = OutageFinder.Find(shards.SelectMany(shard => shard.Records)),
            Chains = ledger.Chains,
            CreatedAt = Now,
            ToolVersion = Version,
        };
        return report with { Digest = DigestOf(report) };
    }

    /// <summary>Returns the digest of a report, whose member for it is not included.</summary>
    public static string DigestOf(VerifyReport report) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(report with { Digest = null }, VerifyJson.Default.VerifyReport)));

    private static string Version =>
        typeof(ReportBuilder).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private void AddLines(ShardEvidence shard)
    {
        HashSet<SegmentCount> counted = [];
        foreach (LedgerRecord line in shard.Records)
        {
            VerifyRow row = _rows.Get(shard.Window.Logstore, shard.Window.Shard, line.MinuteTime);
            row.Read += line.Read;
            row.Filtered += line.Filtered;
            row.Delivered += line.Delivered;
            row.DeadLettered += line.DeadLettered;
            row.Skipped += line.Skipped;
            row.Truncated += line.Truncated;
            row.Repeated += line.Repeated;
            row.ExpiredLogGroups += line.GapLogGroups;
            row.OnTime += line.OnTime;
            row.LatencyMaxSeconds = Math.Max(row.LatencyMaxSeconds, line.LatencyMax);
            if (line.Unexplained != 0)
            {
                _findings.Add(Verdict.Incomplete, $"A line of shard {Name(shard)} does not explain {line.Unexplained} of its records.");
            }

            if (request.CountsRecords)
            {
                Compare(shard, line, row, counted);
            }
        }
    }

    private void Compare(ShardEvidence shard, LedgerRecord line, VerifyRow row, HashSet<SegmentCount> counted)
    {
        if (!line.Span.IsEmpty && line.Span.Begin.Number < shard.Window.Oldest.Number)
        {
            _findings.AddExpired(Name(shard));
            return;
        }

        long inSls = 0;
        foreach (SegmentCount segment in shard.SegmentsIn(line.Span))
        {
            inSls += segment.Records;
            bool isNew = counted.Add(segment);
            row.InSls = (row.InSls ?? 0) + (isNew ? segment.Records : 0);
            row.Repeated += isNew ? 0 : segment.Records;
        }

        // A gap is one record, which SLS does not have.
        long difference = line.GapLogGroups > 0 ? Math.Max(0, inSls - line.Read) : inSls - line.Read;
        row.InSls ??= 0;
        row.Difference = (row.Difference ?? 0) + difference;
        if (difference != 0)
        {
            _ranges.Add(Describe(SpanKind.Different, shard, line.MinuteTime, line.Span, difference));
            _findings.AddDifference(Name(shard), line.MinuteTime, inSls, line.Read);
        }
    }

    private void AddUncovered(ShardEvidence shard)
    {
        foreach (UncoveredSpan part in shard.Uncovered)
        {
            long? records = request.CountsRecords && part.Span.Begin.Number >= shard.Window.Oldest.Number ? shard.CountIn(part.Span) : null;
            VerifyRow row = _rows.Get(shard.Window.Logstore, shard.Window.Shard, part.Minute);
            row.InSls = records is { } inSls ? (row.InSls ?? 0) + inSls : row.InSls;
            if (ledger.Chains.Count == 0 || records == 0)
            {
                continue; // no evidence could be missing, or nothing could be delivered
            }

            row.Difference = records is { } missing ? (row.Difference ?? 0) + missing : row.Difference;
            row.PendingLogGroups += part.Kind == SpanKind.Pending ? part.Span.LogGroups : 0;
            row.MissingLogGroups += part.Kind == SpanKind.Pending ? 0 : part.Span.LogGroups;
            _ranges.Add(Describe(part.Kind, shard, part.Minute, part.Span, records));
        }
    }

    private VerifyScope DescribeScope(TimeSpan clockOffset)
    {
        LedgerRecord[] lines = [.. shards.SelectMany(shard => shard.Records)];
        return new VerifyScope
        {
            Endpoint = request.Source.Endpoint,
            Project = request.Source.Project,
            Logstores = Verifier.LogstoresOf(request.Source),
            Shards = [.. shards.Select(Name)],
            Route = request.Route,
            ConsumerGroup = request.Source.ConsumerGroup,
            From = request.Range.From.ToUniversalTime(),
            To = request.Range.To.ToUniversalTime(),
            Query = request.Source.Query.Length > 0 ? request.Source.Query : request.Source.Processor,
            Destinations = lines.Length == 0 ? request.Destinations : Distinct(lines.Select(line => line.Destination)),
            SettingsHashes = Distinct(lines.Select(line => line.SettingsHash)),
            Versions = Distinct(lines.Select(line => line.Version)),
            ClockOffsetSeconds = Math.Round(clockOffset.TotalSeconds, 1),
        };
    }

    private static string[] Distinct(IEnumerable<string> texts) =>
        [.. texts.Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    private static string Name(ShardEvidence shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{shard.Window.Logstore}/{shard.Window.Shard}");

    private static VerifySpan Describe(SpanKind kind, ShardEvidence shard, DateTimeOffset minute, CursorSpan span, long? records) =>
        new(kind, shard.Window.Logstore, shard.Window.Shard, minute, span.Begin.Cursor, span.End.Cursor, span.LogGroups, records);
}
