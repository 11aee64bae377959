namespace SlsSyslog.Serialization;

/// <summary>
/// Knows the paths in the JSON of earlier records with their dotted names, and which names the current record has. The JSON of a log type has
/// mostly the same keys in the same order, so a key is usually found by the key before it, in one comparison.
/// </summary>
internal sealed class PathCache
{
    private const int MaxPaths = 2048;
    private const int Slots = 2 * MaxPaths;
    private const int MaxProbes = 16;

    private readonly PathNode?[] _nodes = new PathNode?[Slots];
    private readonly PathName?[] _names = new PathName?[Slots];
    private readonly PathNode?[] _nodePool = new PathNode?[MaxPaths];
    private readonly PathName?[] _namePool = new PathName?[MaxPaths];
    private readonly RecordNames _others = new();
    private int _count;
    private int _nameCount;
    private long _record;
    private long _steps;
    private PathNode _last = new();

    /// <summary>Gets a value that indicates whether no more paths can be added.</summary>
    public bool IsFull => _count == MaxPaths || _nameCount == MaxPaths;

    /// <summary>Gets the number of comparisons of names so far. Tests use it to show that the effort is linear.</summary>
    public long Steps => _steps + _others.Steps;

    /// <summary>Starts a record without names.</summary>
    public void BeginRecord()
    {
        _record++;
        _others.Clear();
    }

    public void Clear()
    {
        Array.Clear(_nodes);
        Array.Clear(_names);
        _count = _nameCount = 0;
        _last = new();
    }

    /// <summary>Gets one of the keys that followed the last one before, if it is at the position; null when it is another key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PathNode? Predict(PathNode parent, byte[] text, int at)
    {
        Vector256<byte> bytes = Vector256.Create<byte>(text.AsSpan(at));
        PathNode? next = _last.Next;
        if (next is not null && ReferenceEquals(next.Parent, parent) && next.IsAt(bytes))
        {
            _last = next;
            return next;
        }

        next = _last.OtherNext;
        if (next is not null && ReferenceEquals(next.Parent, parent) && next.IsAt(bytes))
        {
            _last = next;
            return next;
        }

        return null;
    }

    /// <summary>Finds a key below another one, or adds it. Returns null when it is too long or the cache is full.</summary>
    public PathNode? GetChild(PathNode? parent, scoped ReadOnlySpan<byte> key, RecordCopy copy)
    {
        if (key.Length > PathNode.MaxKeyLength)
        {
            return null;
        }

        HashCode code = default;
        code.AddBytes(key);
        code.Add(parent is null ? 0 : parent.Hash);
        int hash = code.ToHashCode();
        for (int i = 0; i < MaxProbes; i++)
        {
            _steps++;
            ref PathNode? slot = ref _nodes[(uint)(hash + i) % Slots];
            if (slot is null)
            {
                ReadOnlySpan<byte> prefix = parent is null ? default : copy.Bytes.AsSpan(parent.Name.Offset, parent.Name.Length);
                slot = Add(parent, prefix, key, hash, copy);
                return slot is null ? null : Follow(slot);
            }

            if (slot.Hash == hash && ReferenceEquals(slot.Parent, parent) && KeyOf(slot, copy.Bytes).SequenceEqual(key))
            {
                return Follow(slot);
            }
        }

        return null;
    }

    /// <summary>Notes that an object contains a key. The result specifies whether the key could occur twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonMarks Visit(PathNode? key)
    {
        if (key is null || key.Stamp == _record)
        {
            return JsonMarks.HasUnreadParts;
        }

        key.Stamp = _record;
        return key.Marks;
    }

    /// <summary>Marks the name of a path as used in the current record. Returns false when the record already has a field of that name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryUse(FieldPath path, byte[] block)
    {
        if (path.Node is not { } node)
        {
            return TryUse(block, path.NameOffset, path.NameLength);
        }

        PathName name = node.Name;
        if (name.Stamp == _record || (!_others.IsEmpty && _others.Contains(block, name.Offset, name.Length)))
        {
            return false;
        }

        name.Stamp = _record;
        return true;
    }

    /// <summary>Marks a name as not used any more.</summary>
    public void Release(byte[] block, int offset, int length)
    {
        // A name that is used is marked in one of the two places.
        PathName? known = FindName(block, offset, length, RecordNames.HashName(block.AsSpan(offset, length)), out _);
        if (known is not null && known.Stamp == _record)
        {
            known.Stamp = 0;
        }
        else
        {
            _others.Remove(block, offset, length);
        }
    }

    /// <summary>Marks any name as used in the current record. Returns false when the record already has a field of that name.</summary>
    public bool TryUse(byte[] block, int offset, int length)
    {
        int hash = RecordNames.HashName(block.AsSpan(offset, length));
        if (FindName(block, offset, length, hash, out _) is not { } known)
        {
            return _others.TryAdd(block, offset, length);
        }

        if (known.Stamp == _record || (!_others.IsEmpty && _others.Contains(block, offset, length)))
        {
            return false;
        }

        known.Stamp = _record;
        return true;
    }

    private static ReadOnlySpan<byte> KeyOf(PathNode node, byte[] block) =>
        block.AsSpan(node.Name.Offset + node.Name.Length - node.KeyLength, node.KeyLength);

    private PathNode Follow(PathNode node)
    {
        (_last.Next, _last.OtherNext) = (node, _last.Next);
        _last = node;
        return node;
    }

    private PathNode? Add(PathNode? parent, scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> key, int hash, RecordCopy copy)
    {
        if (_count == MaxPaths || GetName(prefix, key, copy) is not { } name)
        {
            return null;
        }

        PathNode node = _nodePool[_count] ??= new();
        _count++;
        node.Set(parent, key, hash, name);
        return node;
    }

    // Finds the whole name, or adds it at an offset that remains valid for the following records.
    private PathName? GetName(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> key, RecordCopy copy)
    {
        int offset = copy.AppendName(prefix, key);
        int length = copy.Length - offset - 1;
        int hash = RecordNames.HashName(copy.Bytes.AsSpan(offset, length));
        PathName? known = FindName(copy.Bytes, offset, length, hash, out int slot);
        if (known is not null || slot < 0 || _nameCount == MaxPaths)
        {
            copy.RemoveFrom(offset);
            return known;
        }

        PathName name = _names[slot] = _namePool[_nameCount] ??= new();
        _nameCount++;
        (name.Offset, name.Length, name.Hash, name.Stamp) = (offset, length, hash, 0);
        return name;
    }

    private PathName? FindName(byte[] block, int offset, int length, int hash, out int emptySlot)
    {
        emptySlot = -1;
        for (int i = 0; i < MaxProbes; i++)
        {
            _steps++;
            int slot = (int)((uint)(hash + i) % Slots);
            PathName? name = _names[slot];
            if (name is null)
            {
                emptySlot = slot;
                return null;
            }

            if (name.Hash == hash && block.AsSpan(name.Offset, name.Length).SequenceEqual(block.AsSpan(offset, length)))
            {
                return name;
            }
        }

        return null;
    }
}
