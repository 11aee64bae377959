using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Reads parts of shards again, as the route reads them, and counts their records. Nothing is sent and no checkpoint is stored.</summary>
internal sealed class SegmentCounter(ISlsCredentialProvider credentials, ILoggerFactory loggerFactory, TimeProvider timeProvider)
{
    private long _records;

    /// <summary>Gets or sets whether records are also counted by the minute in the log.</summary>
    public bool CountsLogMinutes { get; init; }

    /// <summary>Gets the number of records that are counted.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>Counts the records of each segment. Segments of one shard do not overlap.</summary>
    /// <param name="segments">The segments, which receive the counts.</param>
    /// <param name="source">The options of the route, from which the service, the query and the credentials are taken.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="SlsException">SLS rejected requests for longer than a minute.</exception>
    public async Task CountAsync(IReadOnlyList<SegmentCount> segments, ConsumerGroupOptions source, CancellationToken cancellationToken)
    {
        if (segments.Count == 0)
        {
            return;
        }

        FixedRangeOptions options = new(source)
        {
            Ranges = [.. segments.Select(segment => new CursorRange(
                segment.Logstore, segment.Shard, segment.Span.Begin.Cursor, segment.Span.End.Cursor))],
        };

        // The source hands out the ranges of a shard in their order.
        Dictionary<string, Queue<SegmentCount>> shards = segments
            .GroupBy(segment => string.Create(CultureInfo.InvariantCulture, $"{segment.Logstore}/{segment.Shard}"))
            .ToDictionary(shard => shard.Key, shard => new Queue<SegmentCount>(shard.OrderBy(segment => segment.Span.Begin.Number)));
        FixedRangeSource reader = new(options, credentials, loggerFactory, timeProvider);
        await reader.RunAsync(lease => CountAsync(lease, shards[lease.ShardName].Dequeue(), cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task CountAsync(ILogLease lease, SegmentCount segment, CancellationToken cancellationToken)
    {
        while (await lease.ReadAsync(rewindTo: null, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                long records = 0;
                while (batch.MoveNext())
                {
                    records++;
                    if (CountsLogMinutes)
                    {
                        DateTimeOffset minute = VerifyRange.MinuteOf(DateTimeOffset.FromUnixTimeSeconds(batch.Current.UnixSeconds));
                        segment.ByLogMinute[minute] = segment.ByLogMinute.GetValueOrDefault(minute) + 1;
                    }
                }

                segment.Add(records);
                Interlocked.Add(ref _records, records);
                await lease.CommitAsync(batch.NextPosition, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
