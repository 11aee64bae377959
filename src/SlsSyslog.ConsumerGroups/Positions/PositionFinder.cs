using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Finds where to start: at the checkpoint, else at the last position confirmed or started from, else as configured.</summary>
internal sealed class PositionFinder(SlsClient client, string group, ShardPosition startFrom) : IDisposable
{
    // Used when no checkpoint is stored, for example because the group and its checkpoints are deleted during the run. A shard starts only once at
    // the configured position: "latest" is another position at each request, and the logs in between would be lost.
    private readonly ConcurrentDictionary<int, LogPosition> _known = new();
    private readonly SemaphoreSlim _firstLook = new(1);
    private FirstLook? _first;

    public void SetConfirmed(int shard, LogPosition position) => _known[shard] = position;

    public void Dispose() => _firstLook.Dispose();

    /// <summary>Gets the position, and whether it is the stored checkpoint.</summary>
    public async Task<(LogPosition Position, bool IsStored)> FindAsync(int shard, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, LogPosition> stored = await client.GetCheckpointsAsync(group, shard, cancellationToken).ConfigureAwait(false);
        if (stored.TryGetValue(shard, out LogPosition checkpoint))
        {
            return (checkpoint, true);
        }

        if (_known.TryGetValue(shard, out LogPosition known))
        {
            return (known, false);
        }

        ShardPosition from = startFrom == ShardPosition.Latest && await HasReadParentAsync(shard, cancellationToken).ConfigureAwait(false)
            ? ShardPosition.Earliest
            : startFrom;
        LogPosition start = await client.GetCursorAsync(shard, from.WireText, cancellationToken).ConfigureAwait(false);
        return (_known.GetOrAdd(shard, start), false);
    }

    // The child of a split or merge contains the logs that follow those of its parents. If it were read from its end, the logs written
    // since the split would be lost. SLS does not name the parents: they are the older, read-only shards with an overlapping key range.
    private async Task<bool> HasReadParentAsync(int shard, CancellationToken cancellationToken)
    {
        FirstLook first;
        ShardInfo[] shards;
        try
        {
            first = await LookAsync(cancellationToken).ConfigureAwait(false);
            shards = first.Shards.Any(s => s.Id == shard) ? first.Shards : await client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
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

        // A parent and a child that exist when reading starts both start at the end. The parent of a shard that appears later was read.
        if (ReferenceEquals(shards, first.Shards))
        {
            return shards.Any(s => IsParent(s, child) && first.Stored.ContainsKey(s.Id));
        }

        IReadOnlyDictionary<int, LogPosition> stored = await client.GetCheckpointsAsync(group, null, cancellationToken).ConfigureAwait(false);
        return shards.Any(s => IsParent(s, child) && (stored.ContainsKey(s.Id) || _known.ContainsKey(s.Id)));
    }

    private async Task<FirstLook> LookAsync(CancellationToken cancellationToken)
    {
        await _firstLook.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _first ??= new FirstLook(
                await client.ListShardsAsync(cancellationToken).ConfigureAwait(false),
                await client.GetCheckpointsAsync(group, null, cancellationToken).ConfigureAwait(false));
        }
        finally
        {
            _firstLook.Release();
        }
    }

    private static bool IsParent(ShardInfo parent, ShardInfo child) =>
        parent.Id != child.Id
        && string.Equals(parent.Status, "readonly", StringComparison.OrdinalIgnoreCase)
        && parent.CreateTime <= child.CreateTime
        && string.CompareOrdinal(parent.InclusiveBeginKey, child.ExclusiveEndKey) < 0
        && string.CompareOrdinal(child.InclusiveBeginKey, parent.ExclusiveEndKey) < 0;

    // The shards and checkpoints before the first shard started.
    private sealed record FirstLook(ShardInfo[] Shards, IReadOnlyDictionary<int, LogPosition> Stored);
}
