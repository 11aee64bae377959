namespace SlsSyslog.ConsumerGroups;

/// <summary>Finds the shards of a range and their cursors.</summary>
internal sealed class RangeFinder(LogstoreContext logstore, ReaderPolicy policy, FixedRangeOptions options)
{
    public async Task<IReadOnlyList<ShardRange>> FindAsync(CancellationToken cancellationToken)
    {
        IEnumerable<int> shards = options.Shard is { } one
            ? [one]
            : (await RetryAsync(logstore.Client.ListShardsAsync, cancellationToken).ConfigureAwait(false)).Select(s => s.Id).Order();

        List<ShardRange> ranges = [];
        foreach (int shard in shards)
        {
            LogPosition begin = await FindCursorAsync(shard, options.BeginCursor, options.From, cancellationToken).ConfigureAwait(false);
            LogPosition end = await FindCursorAsync(shard, options.EndCursor, options.To, cancellationToken).ConfigureAwait(false);
            ranges.Add(new ShardRange(shard, begin) { End = end, Stored = begin });
        }

        return ranges;
    }

    private Task<LogPosition> FindCursorAsync(int shard, string cursor, ShardPosition position, CancellationToken cancellationToken) =>
        cursor.Length > 0
            ? Task.FromResult(new LogPosition(cursor))
            : RetryAsync(token => logstore.Client.GetCursorAsync(shard, position.WireText, token), cancellationToken);

    private async Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> callAsync, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        long started = logstore.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                T result = await callAsync(cancellationToken).ConfigureAwait(false);
                logstore.Diagnostics.Succeeded("GetCursor", logstore.Name);
                return result;
            }
            catch (Exception exception) when (SlsErrors.IsKnown(exception))
            {
                SlsErrorKind kind = logstore.Diagnostics.Failed("GetCursor", logstore.Name, exception);
                if (policy.IsFinal(kind, logstore.TimeProvider.GetElapsedTime(started)))
                {
                    throw;
                }

                await Task.Delay(backoff.Next(exception), logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
