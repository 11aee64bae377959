using System.Collections.Concurrent;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Finds where to begin in a shard: at its checkpoint; if SLS has lost that, where we were; if nobody has read it, where the options say.
internal sealed class PositionFinder(SlsClient client, string group, ShardPosition startFrom)
{
    // What was confirmed in this run, should the group be deleted under way and its checkpoints with it.
    private readonly ConcurrentDictionary<int, LogPosition> _confirmed = new();

    public void Remember(int shard, LogPosition confirmed) => _confirmed[shard] = confirmed;

    public async Task<FoundPosition> FindAsync(int shard, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, LogPosition> stored = await client.GetCheckpointsAsync(group, shard, cancellationToken).ConfigureAwait(false);
        if (stored.TryGetValue(shard, out LogPosition checkpoint))
        {
            return new FoundPosition(checkpoint, IsStored: true);
        }

        if (_confirmed.TryGetValue(shard, out LogPosition confirmed))
        {
            return new FoundPosition(confirmed, IsStored: false);
        }

        ShardPosition from = startFrom == ShardPosition.Latest && await HasReadParentAsync(shard, cancellationToken).ConfigureAwait(false)
            ? ShardPosition.Earliest
            : startFrom;
        LogPosition first = await client.GetCursorAsync(shard, from.WireText, cancellationToken).ConfigureAwait(false);
        return new FoundPosition(first, IsStored: false);
    }

    // The child of a split or merge holds what came after its parents. Were it read from its own end, all that was written since the
    // split would be lost. SLS names no parents: they are the older, read-only shards of the same key range.
    private async Task<bool> HasReadParentAsync(int shard, CancellationToken cancellationToken)
    {
        ShardInfo[] shards;
        try
        {
            shards = await client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException denied) when (SlsErrors.Classify(denied) == SlsErrorKind.Credentials)
        {
            // No right to list shards: then nobody can tell, and the options stand.
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
