using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool;

/// <summary>Moves the checkpoints of a consumer group, and deletes groups.</summary>
internal sealed class GroupEditor(LogstoreClient client)
{
    private const string ConsumerName = "sls-syslog";

    /// <summary>Finds the consumers that use a group. SLS names only consumers that stored a checkpoint, so others are not found.</summary>
    /// <param name="group">The name of the group.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<IReadOnlyList<LiveConsumer>> FindLiveConsumersAsync(string group, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShardCheckpoint> checkpoints = await client.ListCheckpointsAsync(group, cancellationToken).ConfigureAwait(false);
        List<LiveConsumer> live = [];
        foreach (string consumer in checkpoints.Select(checkpoint => checkpoint.Consumer).Where(name => name.Length > 0).Distinct())
        {
            if (await client.FindShardsOfConsumerAsync(group, consumer, cancellationToken).ConfigureAwait(false) is { } shards)
            {
                live.Add(new LiveConsumer(consumer, [.. shards.Order()]));
            }
        }

        return live;
    }

    /// <summary>Finds what <see cref="ApplyAsync"/> will change.</summary>
    /// <param name="report">The group.</param>
    /// <param name="shard">The shard; null for all shards.</param>
    /// <param name="position">The position.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    public async Task<IReadOnlyList<GroupChange>> PlanAsync(
        GroupReport report, int? shard, ShardPosition position, CancellationToken cancellationToken)
    {
        List<GroupChange> changes = [];
        foreach (GroupShard current in report.Shards.Where(current => shard is null || current.Shard == shard))
        {
            LogPosition after = await client.GetCursorAsync(current.Shard, position, cancellationToken).ConfigureAwait(false);
            LogPosition end = await client.GetCursorAsync(current.Shard, ShardPosition.Latest, cancellationToken).ConfigureAwait(false);
            DateTimeOffset? time = after == end ? null
                : await client.GetReceiptTimeAsync(current.Shard, after, cancellationToken).ConfigureAwait(false);
            changes.Add(new GroupChange(current.Shard, current.Checkpoint, after.Cursor, time, current.Owner));
        }

        return changes;
    }

    /// <summary>Stores the checkpoints. A repeated call stores all of them again, so that it completes one that was interrupted.</summary>
    public async Task ApplyAsync(string group, IReadOnlyList<GroupChange> changes, CancellationToken cancellationToken)
    {
        foreach (GroupChange change in changes)
        {
            string consumer = string.IsNullOrEmpty(change.Owner) ? ConsumerName : change.Owner;
            await client.SetCheckpointAsync(group, change.Shard, new LogPosition(change.After), consumer, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<bool> DeleteAsync(string group, CancellationToken cancellationToken) => client.DeleteGroupAsync(group, cancellationToken);
}
