using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds the cursors of a range of time, and of the minutes in it. Minutes are those of receipt by SLS.</summary>
internal sealed class ShardWindowFinder(LogstoreClient client)
{
    private const int ParallelCalls = 8;

    /// <summary>Finds the part of each shard that SLS received in a range of time.</summary>
    public async Task<IReadOnlyList<ShardWindow>> FindAsync(VerifyRange range, string group, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShardDescription> shards = await client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ShardCheckpoint> checkpoints = await FindCheckpointsAsync(group, cancellationToken).ConfigureAwait(false);
        ShardWindow[] windows = new ShardWindow[shards.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelCalls, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, shards.Count, options, async (index, token) =>
        {
            int shard = shards[index].Number;
            CursorPoint begin = await FindAsync(shard, ShardPosition.At(range.From), token).ConfigureAwait(false);
            CursorPoint end = await FindAsync(shard, ShardPosition.At(range.To), token).ConfigureAwait(false);
            CursorPoint oldest = await FindAsync(shard, ShardPosition.Earliest, token).ConfigureAwait(false);
            ShardCheckpoint? checkpoint = checkpoints.FirstOrDefault(stored => stored.Shard == shard);
            windows[index] = new ShardWindow(
                client.Logstore, shard, new CursorSpan(begin, end), oldest, checkpoint?.Position is { } position ? CursorPoint.Of(position) : null);
        }).ConfigureAwait(false);
        return windows;
    }

    /// <summary>Cuts a part of a shard at each minute in which SLS received logs.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset Minute, CursorSpan Span)>> CutByMinuteAsync(
        int shard, CursorSpan span, VerifyRange range, CancellationToken cancellationToken)
    {
        DateTimeOffset first = VerifyRange.MinuteOf(
            await client.GetReceiptTimeAsync(shard, new(span.Begin.Cursor), cancellationToken).ConfigureAwait(false) ?? range.From);
        DateTimeOffset last = await client.GetReceiptTimeAsync(shard, new(span.End.Cursor), cancellationToken).ConfigureAwait(false) ?? range.To;
        last = last < range.To ? last : range.To;
        SortedDictionary<DateTimeOffset, CursorPoint> starts = new() { [first] = span.Begin };
        await BisectAsync(first, span.Begin, VerifyRange.MinuteOf(last).AddMinutes(1), span.End).ConfigureAwait(false);

        KeyValuePair<DateTimeOffset, CursorPoint>[] all = [.. starts];
        return
        [
            .. all.Select((start, index) => (start.Key, new CursorSpan(start.Value, index + 1 < all.Length ? all[index + 1].Value : span.End)))
                .Where(part => !part.Item2.IsEmpty),
        ];

        async Task BisectAsync(DateTimeOffset from, CursorPoint begin, DateTimeOffset to, CursorPoint end)
        {
            long minutes = (to - from).Ticks / TimeSpan.TicksPerMinute;
            if (minutes <= 1 || begin.Number >= end.Number)
            {
                return;
            }

            DateTimeOffset middle = from.AddMinutes(minutes / 2);
            CursorPoint found = await FindAsync(shard, ShardPosition.At(middle), cancellationToken).ConfigureAwait(false);
            found = found.Number < begin.Number ? begin : found.Number > end.Number ? end : found;
            if (found.Number < end.Number)
            {
                starts[middle] = found;
            }

            await BisectAsync(from, begin, middle, found).ConfigureAwait(false);
            await BisectAsync(middle, found, to, end).ConfigureAwait(false);
        }
    }

    // Whether a range is pending can be decided without the permission for checkpoints only as missing.
    private async Task<IReadOnlyList<ShardCheckpoint>> FindCheckpointsAsync(string group, CancellationToken cancellationToken)
    {
        try
        {
            return group.Length == 0 ? [] : await client.ListCheckpointsAsync(group, cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (exception.StatusCode is 401 or 403 or 404)
        {
            return [];
        }
    }

    private async Task<CursorPoint> FindAsync(int shard, ShardPosition position, CancellationToken cancellationToken) =>
        CursorPoint.Of(await client.GetCursorAsync(shard, position, cancellationToken).ConfigureAwait(false));
}
