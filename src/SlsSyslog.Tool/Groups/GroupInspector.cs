using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Finds out how far consumer groups have read a logstore.</summary>
internal sealed class GroupInspector(LogstoreClient client, TimeProvider timeProvider)
{
    private const int ParallelCalls = 8;

    /// <summary>Describes all groups of the logstore.</summary>
    public async Task<IReadOnlyList<GroupReport>> ListAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ConsumerGroupDescription> groups = await client.ListGroupsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ShardEnds> shards = groups.Count == 0 ? [] : await FindShardsAsync(cancellationToken).ConfigureAwait(false);
        List<GroupReport> reports = [];
        foreach (ConsumerGroupDescription group in groups)
        {
            reports.Add(await DescribeAsync(group, shards, cancellationToken).ConfigureAwait(false));
        }

        return reports;
    }

    /// <summary>Describes one group; null when it does not exist.</summary>
    public async Task<GroupReport?> FindAsync(string name, CancellationToken cancellationToken)
    {
        IReadOnlyList<ConsumerGroupDescription> groups = await client.ListGroupsAsync(cancellationToken).ConfigureAwait(false);
        return groups.FirstOrDefault(group => group.Name == name) is { } found
            ? await DescribeAsync(found, await FindShardsAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            : null;
    }

    private async Task<IReadOnlyList<ShardEnds>> FindShardsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ShardDescription> shards = await client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        return await InParallelAsync(shards, FindAsync, cancellationToken).ConfigureAwait(false);

        async Task<ShardEnds> FindAsync(ShardDescription shard) => new(
            shard,
            await client.GetCursorAsync(shard.Number, ShardPosition.Earliest, cancellationToken).ConfigureAwait(false),
            await client.GetCursorAsync(shard.Number, ShardPosition.Latest, cancellationToken).ConfigureAwait(false));
    }

    private async Task<GroupReport> DescribeAsync(
        ConsumerGroupDescription group, IReadOnlyList<ShardEnds> shards, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShardCheckpoint> checkpoints = await client.ListCheckpointsAsync(group.Name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<GroupShard> described = await InParallelAsync(shards, DescribeShardAsync, cancellationToken).ConfigureAwait(false);
        return new GroupReport(client.Logstore, group.Name, group.Timeout.TotalSeconds, group.InOrder, described);

        Task<GroupShard> DescribeShardAsync(ShardEnds shard) =>
            DescribeAsync(shard, checkpoints.FirstOrDefault(checkpoint => checkpoint.Shard == shard.Shard.Number), cancellationToken);
    }

    private async Task<GroupShard> DescribeAsync(ShardEnds shard, ShardCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        (int number, bool isReadOnly) = (shard.Shard.Number, shard.Shard.IsReadOnly);
        if (checkpoint?.Position is not { } position)
        {
            return new GroupShard(number, isReadOnly, null, null, checkpoint?.Consumer, checkpoint?.UpdatedAt, null, Between(shard.Begin, shard.End));
        }

        bool hasExpired = CursorNumber.Decode(position) < CursorNumber.Decode(shard.Begin);
        DateTimeOffset? received = position == shard.End || hasExpired ? null
            : await client.GetReceiptTimeAsync(number, position, cancellationToken).ConfigureAwait(false);
        double? lag = position == shard.End ? 0 : (timeProvider.GetUtcNow() + client.ClockOffset - received)?.TotalSeconds;
        return new GroupShard(
            number,
            isReadOnly,
            position.Cursor,
            received,
            checkpoint.Consumer,
            checkpoint.UpdatedAt,
            lag is { } known ? Math.Max(0, Math.Round(known, 1)) : null,
            Between(hasExpired ? shard.Begin : position, shard.End))
        {
            HasExpired = hasExpired,
        };
    }

    private static long? Between(LogPosition from, LogPosition to) =>
        CursorNumber.Decode(to) - CursorNumber.Decode(from) is { } number ? Math.Max(0, number) : null;

    private static async Task<IReadOnlyList<TResult>> InParallelAsync<T, TResult>(
        IReadOnlyList<T> items, Func<T, Task<TResult>> getAsync, CancellationToken cancellationToken)
    {
        TResult[] results = new TResult[items.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelCalls, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, items.Count, options, async (index, _) => results[index] = await getAsync(items[index]).ConfigureAwait(false))
            .ConfigureAwait(false);
        return results;
    }

    private sealed record ShardEnds(ShardDescription Shard, LogPosition Begin, LogPosition End);
}
