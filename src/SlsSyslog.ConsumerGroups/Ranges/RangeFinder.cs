namespace SlsSyslog.ConsumerGroups;

/// <summary>Finds the shards of a range, their cursors, and how far an earlier run has read them.</summary>
internal sealed class RangeFinder(LogstoreContext logstore, ReaderPolicy policy, FixedRangeOptions options)
{
    // Nobody sends heartbeats, so the timeout does not matter.
    private static readonly TimeSpan GroupTimeout = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<RangeState>> FindAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<RangeState> ranges = options.Ranges.Count > 0
            ? [.. options.Ranges.Where(range => range.Logstore == logstore.Name).OrderBy(range => CursorNumber.Decode(range.Begin)).Select(Create)]
            : await FindShardsAsync(cancellationToken).ConfigureAwait(false);
        if (options.ProgressGroup.Length > 0 && ranges.Count > 0)
        {
            await ResumeAsync(ranges, cancellationToken).ConfigureAwait(false);
        }

        return ranges;
    }

    private RangeState Create(CursorRange range) => new(logstore, range.Shard, range.Begin, range.End);

    private async Task<IReadOnlyList<RangeState>> FindShardsAsync(CancellationToken cancellationToken)
    {
        IEnumerable<int> shards = options.Shard is { } one
            ? [one]
            : (await RetryAsync(logstore.Client.ListShardsAsync, cancellationToken).ConfigureAwait(false)).Select(s => s.Id).Order();

        List<RangeState> ranges = [];
        foreach (int shard in shards)
        {
            LogPosition begin = await FindCursorAsync(shard, options.BeginCursor, options.From, cancellationToken).ConfigureAwait(false);
            LogPosition end = await FindCursorAsync(shard, options.EndCursor, options.To, cancellationToken).ConfigureAwait(false);
            ranges.Add(new RangeState(logstore, shard, begin, end));
        }

        return ranges;
    }

    private async Task ResumeAsync(IReadOnlyList<RangeState> ranges, CancellationToken cancellationToken)
    {
        await RetryAsync(EnsureGroupAsync, cancellationToken).ConfigureAwait(false);
        IReadOnlyDictionary<int, LogPosition> stored = await RetryAsync(
            token => logstore.Client.GetCheckpointsAsync(options.ProgressGroup, null, token), cancellationToken).ConfigureAwait(false);
        foreach (RangeState range in ranges)
        {
            if (stored.TryGetValue(range.Shard, out LogPosition position))
            {
                range.Resume(position);
            }
        }
    }

    private async Task<bool> EnsureGroupAsync(CancellationToken cancellationToken)
    {
        try
        {
            await logstore.Client.CreateConsumerGroupAsync(options.ProgressGroup, GroupTimeout, inOrder: false, cancellationToken)
                .ConfigureAwait(false);
            return true;
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.GroupExists)
        {
            return false;
        }
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
                if (kind == SlsErrorKind.GroupQuota || policy.IsFinal(kind, logstore.TimeProvider.GetElapsedTime(started)))
                {
                    throw;
                }

                await Task.Delay(backoff.Next(exception), logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
