using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Verifies that everything that SLS received in a range of time was delivered.</summary>
internal sealed class Verifier(ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
{
    private SegmentCounter? _counter;

    /// <summary>Gets the number of records that were read again so far.</summary>
    public long RecordsRead => _counter?.Records ?? 0;

    /// <exception cref="SlsException">SLS rejected requests.</exception>
    /// <exception cref="IOException">A file of a ledger cannot be read.</exception>
    public async Task<VerifyReport> VerifyAsync(VerifyRequest request, CancellationToken cancellationToken)
    {
        LedgerContent ledger = LedgerReader.Read(request.LedgerFolders, request.LedgerNames);
        List<ShardEvidence> shards = [];
        TimeSpan offset = TimeSpan.Zero;
        TimeSpan? retention = null;
        foreach (string logstore in LogstoresOf(request.Source))
        {
            using LogstoreClient client = new(request.Source, logstore, credentials, timeProvider);
            ShardWindowFinder finder = new(client);
            EvidenceFinder evidence = new(finder, ledger, request);
            foreach (ShardWindow window in await finder.FindAsync(request.Range, request.Source.ConsumerGroup, cancellationToken)
                .ConfigureAwait(false))
            {
                shards.Add(await evidence.FindAsync(window, cancellationToken).ConfigureAwait(false));
            }

            offset = client.ClockOffset;
            retention = await FindRetentionAsync(client, cancellationToken).ConfigureAwait(false);
        }

        if (request.CountsRecords)
        {
            await CountAsync(request, shards, cancellationToken).ConfigureAwait(false);
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        ReportBuilder report = new(request, ledger, shards) { Now = now, Expired = retention is { } kept ? now + offset - kept : null };
        return report.Build(offset);
    }

    public static IReadOnlyList<string> LogstoresOf(ConsumerGroupOptions source) =>
        source.Logstore.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // Segments end where a line or a part without a line ends, so that each of them consists of whole segments.
    private async Task CountAsync(VerifyRequest request, List<ShardEvidence> shards, CancellationToken cancellationToken)
    {
        foreach (ShardEvidence shard in shards)
        {
            CursorSpan[] spans =
            [
                .. shard.Records.Select(record => record.Span).Concat(shard.Uncovered.Select(part => part.Span))
                    .Where(span => !span.IsEmpty && span.Begin.Number >= shard.Window.Oldest.Number),
            ];
            CursorPoint[] cuts = [.. spans.SelectMany(span => new[] { span.Begin, span.End }).DistinctBy(point => point.Number)
                .OrderBy(point => point.Number)];
            shard.Segments =
            [
                .. cuts.Zip(cuts.Skip(1), (begin, end) => new CursorSpan(begin, end)).Where(segment => Array.Exists(spans, segment.Intersects))
                    .Select(segment => new SegmentCount(shard.Window.Logstore, shard.Window.Shard, segment)),
            ];
        }

        _counter = new SegmentCounter(credentials, loggerFactory, timeProvider)
        {
            CountsLogMinutes = request is { SiemCounts: not null, UsesLogTime: true },
        };
        await _counter.CountAsync([.. shards.SelectMany(shard => shard.Segments)], request.Source, cancellationToken).ConfigureAwait(false);
    }

    // Needs a permission that nothing else needs.
    private static async Task<TimeSpan?> FindRetentionAsync(LogstoreClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetRetentionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (exception.StatusCode is 401 or 403 or 404)
        {
            return null;
        }
    }
}
