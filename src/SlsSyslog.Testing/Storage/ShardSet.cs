namespace SlsSyslog.Testing;

/// <summary>Holds the shards of a logstore: key ranges, splits, merges and retention. Synchronized by the logstore's lock.</summary>
internal sealed class ShardSet
{
    private readonly SortedDictionary<int, ShardStore> _shards = [];
    private readonly TimeProvider _timeProvider;
    private int _nextId;
    private int _nextTurn;

    public ShardSet(int count, DateTimeOffset createdAt, TimeProvider timeProvider)
    {
        _timeProvider = timeProvider;
        foreach ((UInt128 begin, UInt128 end) in Ranges(UInt128.MinValue, UInt128.MaxValue, count))
        {
            AddNew(begin, end, [], createdAt);
        }
    }

    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    public IEnumerable<ShardStore> All
    {
        get
        {
            Expire();
            return _shards.Values;
        }
    }

    public ShardStore? Find(int id)
    {
        Expire();
        return _shards.GetValueOrDefault(id);
    }

    public ShardStore NextInTurn()
    {
        ShardStore[] writable = _shards.Values.Where(shard => !shard.IsReadOnly).ToArray();
        return writable.Length > 0
            ? writable[_nextTurn++ % writable.Length]
            : throw new EmulatorException(400, "LogStoreWithoutShard", "logstore has no shard");
    }

    public ShardStore FindByKey(UInt128 key) =>
        _shards.Values.FirstOrDefault(shard => !shard.IsReadOnly && shard.Covers(key))
        ?? throw new EmulatorException(400, "LogStoreWithoutShard", "logstore has no shard");

    public IReadOnlyList<ShardStore> Split(int id, UInt128? key, int count, DateTimeOffset now)
    {
        ShardStore shard = FindWritable(id);
        EmulatorException.ThrowIfInvalid(count is < 2 or > 100, "invalid shard count");
        if (key is { } middle && (middle <= shard.BeginKey || middle >= shard.EndKey))
        {
            throw EmulatorException.ParameterInvalid("invalid mid hash");
        }

        shard.IsReadOnly = true;
        (UInt128 Begin, UInt128 End)[] ranges = key is { } mid
            ? [(shard.BeginKey, mid), (mid, shard.EndKey)]
            : [.. Ranges(shard.BeginKey, shard.EndKey, count)];
        return [shard, .. ranges.Select(range => AddNew(range.Begin, range.End, [id], now))];
    }

    public IReadOnlyList<ShardStore> Merge(int id, DateTimeOffset now)
    {
        ShardStore left = FindWritable(id);
        ShardStore right = _shards.Values.FirstOrDefault(shard => !shard.IsReadOnly && shard.BeginKey == left.EndKey)
            ?? throw EmulatorException.ParameterInvalid("can not merge the last shard");
        left.IsReadOnly = right.IsReadOnly = true;
        return [AddNew(left.BeginKey, right.EndKey, [left.Id, right.Id], now), left, right];
    }

    public bool Remove(int id) => _shards.Remove(id);

    public IReadOnlySet<int> AncestorsOf(ShardStore shard)
    {
        HashSet<int> ancestors = new();
        Stack<int> open = new(shard.Parents);
        while (open.TryPop(out int id))
        {
            if (_shards.TryGetValue(id, out ShardStore? parent) && ancestors.Add(id))
            {
                foreach (int grandparent in parent.Parents)
                {
                    open.Push(grandparent);
                }
            }
        }

        return ancestors;
    }

    private ShardStore AddNew(UInt128 begin, UInt128 end, IReadOnlyList<int> parents, DateTimeOffset createdAt)
    {
        ShardStore shard = new(_nextId++, begin, end, createdAt, parents);
        _shards.Add(shard.Id, shard);
        return shard;
    }

    private ShardStore FindWritable(int id) =>
        _shards.GetValueOrDefault(id) is { IsReadOnly: false } shard ? shard : throw EmulatorException.ParameterInvalid("invalid shard id");

    // A group is removed after its retention; a read-only shard is removed with its last group.
    private void Expire()
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        if (Retention >= now - DateTimeOffset.UnixEpoch)
        {
            return;
        }

        long oldest = (now - Retention).ToUnixTimeSeconds();
        foreach (ShardStore? shard in _shards.Values.ToArray())
        {
            shard.TrimTo(shard.Find(oldest));
            if (shard.IsReadOnly && shard.Begin == shard.End && shard.CreatedAt.ToUnixTimeSeconds() < oldest)
            {
                _shards.Remove(shard.Id);
            }
        }
    }

    private static IEnumerable<(UInt128 Begin, UInt128 End)> Ranges(UInt128 begin, UInt128 end, int count)
    {
        UInt128 width = ((end - begin) / (UInt128)count) + (end == UInt128.MaxValue ? UInt128.One : UInt128.Zero);
        for (int index = 0; index < count; index++)
        {
            yield return (begin + (width * (UInt128)index), index == count - 1 ? end : begin + (width * (UInt128)(index + 1)));
        }
    }
}
