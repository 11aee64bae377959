using System.Collections.Concurrent;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Finds where to start in a shard: at its checkpoint; without a checkpoint, at the last position that was confirmed in this run;
/// otherwise at the configured position.
/// </summary>
internal sealed class PositionFinder(SlsClient client, string group, ShardPosition startFrom)
{
    // Used when the group and its checkpoints are deleted during the run.
    private readonly ConcurrentDictionary<int, LogPosition> _confirmed = new();

    public void SetConfirmed(int shard, LogPosition position) => _confirmed[shard] = position;

    /// <summary>Gets the position, and whether it is the stored checkpoint.</summary>
    public async Task<(LogPosition Position, bool IsStored)> FindAsync(int shard, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, LogPosition> stored = await client.GetCheckpointsAsync(group, shard, cancellationToken).ConfigureAwait(false);
        if (stored.TryGetValue(shard, out LogPosition checkpoint))
        {
            return (checkpoint, true);
        }

        if (_confirmed.TryGetValue(shard, out LogPosition confirmed))
        {
            return (confirmed, false);
        }

        ShardPosition from = startFrom == ShardPosition.Latest && await HasReadParentAsync(shard, cancellationToken).ConfigureAwait(false)
            ? ShardPosition.Earliest
            : startFrom;
        return (await client.GetCursorAsync(shard, from.WireText, cancellationToken).ConfigureAwait(false), false);
    }

    // The child of a split or merge contains the logs that follow those of its parents. If it were read from its end, the logs written
    // since the split would be lost. SLS does not name the parents: they are the older, read-only shards with an overlapping key range.
    private async Task<bool> HasReadParentAsync(int shard, CancellationToken cancellationToken)
    {
        ShardInfo[] shards;
        try
        {
            shards = await client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.Credentials)
        {
            // Without the permission to list shards the parents are unknown, and the configured position applies.
            return false;
        }

        if (shards.FirstOrDefault(s => s.Id == shard) is not { } child)
        {
            return false;
        }

        IReadOnlyDictionary<int, LogPosition> stored = await client.GetCheckpointsAsync(group, null, cancellationToken).ConfigureAwait(false);
        return shards.Any(s => IsParent(s, child) && (stored.ContainsKey(s.Id) || _confirmed.ContainsKey(s.Id)));
    }

    private static bool IsParent(ShardInfo parent, ShardInfo child) =>
        parent.Id != child.Id
        && string.Equals(parent.Status, "readonly", StringComparison.OrdinalIgnoreCase)
        && parent.CreateTime <= child.CreateTime
        && string.CompareOrdinal(parent.InclusiveBeginKey, child.ExclusiveEndKey) < 0
        && string.CompareOrdinal(child.InclusiveBeginKey, parent.ExclusiveEndKey) < 0;
}
