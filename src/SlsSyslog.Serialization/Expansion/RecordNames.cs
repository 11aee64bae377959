namespace SlsSyslog.Serialization;

/// <summary>Represents the names of one record that are not known between records: a set of ranges in the block.</summary>
internal sealed class RecordNames
{
    private const int MinSlots = 64;
    private const int Removed = -1;

    private Slot[] _slots = [];
    private int _stamp = 1;

    public bool IsEmpty => Count == 0;

    public int Count { get; private set; }

    public long Steps { get; private set; }

    /// <summary>Hashes a name with a seed that differs in every process, so that nobody can construct colliding names.</summary>
    public static int HashName(scoped ReadOnlySpan<byte> name)
    {
        HashCode hash = default;
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    public void Clear()
    {
        Count = 0;
        _stamp++;
        if (_stamp == int.MaxValue || _slots.Length > 64 * 1024)
        {
            _slots = [];
            _stamp = 1;
        }
    }

    public bool Contains(byte[] block, int offset, int length) =>
        Find(block, offset, length, HashName(block.AsSpan(offset, length)), out _);

    public void Remove(byte[] block, int offset, int length)
    {
        // The slot remains occupied, so that the search for other names does not end at it.
        if (Count > 0 && Find(block, offset, length, HashName(block.AsSpan(offset, length)), out int slot))
        {
            _slots[slot] = _slots[slot] with { Length = Removed };
        }
    }

    /// <summary>Adds a name. Returns false when the set contains it.</summary>
    public bool TryAdd(byte[] block, int offset, int length)
    {
        if (Count >= _slots.Length / 2)
        {
            Grow();
        }

        int hash = HashName(block.AsSpan(offset, length));
        if (Find(block, offset, length, hash, out int slot))
        {
            return false;
        }

        _slots[slot] = new Slot(_stamp, hash, offset, length);
        Count++;
        return true;
    }

    private bool Find(byte[] block, int offset, int length, int hash, out int slotIndex)
    {
        ReadOnlySpan<byte> name = block.AsSpan(offset, length);
        for (int i = hash & (_slots.Length - 1); ; i = (i + 1) & (_slots.Length - 1))
        {
            Steps++;
            Slot slot = _slots[i];
            if (slot.Stamp != _stamp)
            {
                slotIndex = i;
                return false;
            }

            if (slot.Hash == hash && slot.Length == length && block.AsSpan(slot.Offset, length).SequenceEqual(name))
            {
                slotIndex = i;
                return true;
            }
        }
    }

    private void Grow()
    {
        Slot[] old = _slots;
        _slots = new Slot[Math.Max(MinSlots, old.Length * 2)];
        foreach (Slot slot in old)
        {
            if (slot.Stamp != _stamp)
            {
                continue;
            }

            int i = slot.Hash & (_slots.Length - 1);
            while (_slots[i].Stamp == _stamp)
            {
                i = (i + 1) & (_slots.Length - 1);
            }

            _slots[i] = slot;
        }
    }

    private readonly record struct Slot(int Stamp, int Hash, int Offset, int Length);
}
