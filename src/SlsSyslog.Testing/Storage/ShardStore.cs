namespace SlsSyslog.Testing;

/// <summary>Holds the retained LogGroups of one shard, addressed by cursor numbers. Synchronized by the logstore's lock.</summary>
internal sealed class ShardStore(int id, UInt128 beginKey, UInt128 endKey, DateTimeOffset createdAt, IReadOnlyList<int> parents)
{
    // Shards created at the same time get bases ten seconds of nanoseconds apart, so that no cursor of one is valid in another.
    private const long BaseDistance = 10_000_000_000;
    private readonly List<StoredGroup> _groups = [];

    public int Id { get; } = id;

    public UInt128 BeginKey { get; } = beginKey;

    public UInt128 EndKey { get; } = endKey;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public IReadOnlyList<int> Parents { get; } = parents;

    public bool IsReadOnly { get; set; }

    /// <summary>Gets the compressed responses. They are removed when their data is trimmed.</summary>
    public BlockCache Cache { get; } = new();

    public long Begin { get; private set; } = (createdAt.ToUnixTimeMilliseconds() * 1_000_000) + (id * BaseDistance);

    public long End => Begin + _groups.Count;

    public StoredGroup this[long cursor] => _groups[(int)(cursor - Begin)];

    public long Append(StoredGroup group)
    {
        _groups.Add(group);
        return End - 1;
    }

    public bool Covers(UInt128 key) => key >= BeginKey && (key < EndKey || EndKey == UInt128.MaxValue);

    /// <summary>Gets the first cursor received at or after a time in Unix seconds.</summary>
    public long Find(long time)
    {
        int low = 0;
        int high = _groups.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _groups[middle].ReceivedAt < time ? (middle + 1, high) : (low, middle);
        }

        return Begin + low;
    }

    /// <summary>Gets the receive time of the LogGroup at a cursor or, at the end, of the last LogGroup.</summary>
    public long TimeAt(long cursor)
    {
        return _groups.Count == 0 ? CreatedAt.ToUnixTimeSeconds() : cursor < End ? this[cursor].ReceivedAt : _groups[^1].ReceivedAt;
    }

    public void TrimTo(long cursor)
    {
        int count = (int)Math.Clamp(cursor - Begin, 0, _groups.Count);
        if (count > 0)
        {
            _groups.RemoveRange(0, count);
            Begin += count;
            Cache.TrimTo(Begin);
        }
    }

    public EmulatorShard Describe() => new(
        Id, IsReadOnly, HashKey.Format(BeginKey), HashKey.Format(EndKey), CreatedAt, CursorText.Format(Begin), CursorText.Format(End), Parents);
}
