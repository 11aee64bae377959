using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Finds the shards of a range and the cursors that it lies between.
internal sealed class RangeFinder(ShardReaderParts parts, FixedRangeOptions options)
{
    private readonly SlsClient _client = parts.Client;

    public async Task<IReadOnlyList<ShardRange>> FindAsync(CancellationToken cancellationToken)
    {
        IEnumerable<int> shards = options.Shard is { } one
            ? [one]
            : (await TryAsync(_client.ListShardsAsync, cancellationToken).ConfigureAwait(false)).Select(s => s.Id).Order();

        List<ShardRange> ranges = [];
        foreach (int shard in shards)
        {
            LogPosition begin = await FindCursorAsync(shard, options.BeginCursor, options.From, cancellationToken).ConfigureAwait(false);
            LogPosition end = await FindCursorAsync(shard, options.EndCursor, options.To, cancellationToken).ConfigureAwait(false);
            LogOrigin origin = new(options.Project, _client.Logstore, shard.ToString(CultureInfo.InvariantCulture));
            ranges.Add(new ShardRange(shard, origin, begin) { End = end, Stored = begin });
        }

        return ranges;
    }

    private Task<LogPosition> FindCursorAsync(int shard, string cursor, ShardPosition position, CancellationToken cancellationToken) =>
        cursor.Length > 0
            ? Task.FromResult(new LogPosition(cursor))
            : TryAsync(cancelled => _client.GetCursorAsync(shard, position.WireText, cancelled), cancellationToken);

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> callAsync, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        long started = parts.Time.GetTimestamp();
        while (true)
        {
            try
            {
                return await callAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                SlsErrorKind kind = parts.Trouble.Failed((error as SlsException)?.Operation ?? "GetCursor", _client.Logstore, error);
                if (parts.Policy.IsFinal(kind, parts.Time.GetElapsedTime(started)))
                {
                    throw;
                }

                await Task.Delay(backoff.Next(error), parts.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
