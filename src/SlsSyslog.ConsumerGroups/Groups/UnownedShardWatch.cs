namespace SlsSyslog.ConsumerGroups;

/// <summary>Finds shards that nobody reads: their checkpoint does not move although logs follow it. SLS does not report the owner.</summary>
internal sealed class UnownedShardWatch(LogstoreContext logstore, ConsumerGroupOptions options)
{
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, (string Checkpoint, long Since)> _seen = [];
    private long? _checkedAt;

    private TimeSpan Limit => options.GetGroupTimeout() * 2 is { } limit && limit > ShortestLimit ? limit : ShortestLimit;

    /// <summary>Compares the checkpoints of the group with those of the last call.</summary>
    public async Task CheckAsync(IReadOnlyList<CheckpointInfo> stored, CancellationToken cancellationToken)
    {
        if (_checkedAt is { } last && logstore.TimeProvider.GetElapsedTime(last) < CheckInterval)
        {
            return;
        }

        _checkedAt = logstore.TimeProvider.GetTimestamp();
        ShardInfo[] shards = await logstore.Client.ListShardsAsync(cancellationToken).ConfigureAwait(false);
        List<string> unowned = [];
        foreach (int shard in shards.Select(info => info.Id).Order())
        {
            string name = logstore.ShardName(shard);
            CheckpointInfo? info = stored.FirstOrDefault(read => read.Shard == shard);
            if (logstore.Diagnostics.Monitor.HasShard(name) || !HasStalled(shard, $"{info?.Checkpoint} {info?.UpdateTime}"))
            {
                continue;
            }

            if (await HasLogsAfterAsync(shard, info?.Checkpoint, cancellationToken).ConfigureAwait(false))
            {
                unowned.Add(name);
            }
        }

        logstore.Diagnostics.Monitor.SetUnownedShards(logstore.Name, unowned);
    }

    private bool HasStalled(int shard, string checkpoint)
    {
        if (!_seen.TryGetValue(shard, out (string Checkpoint, long Since) known) || known.Checkpoint != checkpoint)
        {
            _seen[shard] = (checkpoint, logstore.TimeProvider.GetTimestamp());
            return false;
        }

        return logstore.TimeProvider.GetElapsedTime(known.Since) >= Limit;
    }

    private async Task<bool> HasLogsAfterAsync(int shard, string? checkpoint, CancellationToken cancellationToken)
    {
        string position = string.IsNullOrEmpty(checkpoint)
            ? (await logstore.Client.GetCursorAsync(shard, options.StartFrom.WireText, cancellationToken).ConfigureAwait(false)).Cursor
            : checkpoint;
        LogPosition end = await logstore.Client.GetCursorAsync(shard, ShardPosition.Latest.WireText, cancellationToken).ConfigureAwait(false);
        return end.Cursor != position;
    }
}
