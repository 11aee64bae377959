using System.Buffers.Binary;
using System.Numerics;

namespace SlsSyslog.Serialization;

/// <summary>
/// Caches the keys that one formatter found in the records of one table. The logs of a logstore have few different keys, mostly in the same
/// order, so the rules, names, escapes and sanitizing of a key are evaluated once, and a key is found by its position. A filled cache does
/// not allocate.
/// </summary>
internal sealed class KeyCache
{
    private const int ExpectedCapacity = 256;
    private const int Capacity = 1024;
    private const int MaxProbes = 4;
    private const int Unknown = -1;

    private readonly PairKey?[] _expected = new PairKey?[ExpectedCapacity];
    private readonly PairKey?[] _keys = new PairKey?[Capacity];
    private readonly PairKey _uncached = new();
    private readonly PairLayout _layout;
    private readonly FieldRules _rules;
    private readonly bool _escapesBidi;
    private readonly PairKey[] _group = new PairKey[RecordPairs.FirstTag];

    // The number of a check and the hash of a name.
    private readonly ulong[] _present = new ulong[2 * ExpectedCapacity];
    private uint _check;
    private bool _hasReplaced;
    private int _distinct = Unknown;

    public KeyCache(PairLayout layout, FieldRules rules, bool escapesBidi)
    {
        _layout = layout;
        _rules = rules;
        _escapesBidi = escapesBidi;
        for (int i = 0; i < _group.Length; i++)
        {
            _group[i] = new PairKey();
            _group[i].Compile(default, RecordPairs.GetGroupName(i), layout, rules, escapesBidi, isGroupName: true);
        }
    }

    /// <summary>Starts a group with other tags.</summary>
    public void BeginGroup() => _distinct = Unknown;

    /// <summary>
    /// Determines whether the names of the group and of a number of fields are distinct, if <see cref="Find"/> found each of these fields in
    /// order. The keys of one record usually are those of the record before it, so nothing is compared again.
    /// </summary>
    public bool AreDistinct(int fields) => _distinct >= fields;

    /// <summary>Returns false when two names of the group and the fields could be equal. Keys beyond the room are not written.</summary>
    public bool CheckDistinct(scoped LogRecord record, scoped ReadOnlySpan<LogFieldRange> fields, int room)
    {
        ReadOnlySpan<LogFieldRange> tags = record.Table.Tags;
        _distinct = Unknown;
        if (tags.Length + fields.Length > ExpectedCapacity - RecordPairs.FirstTag)
        {
            return false;
        }

        BeginCheck();
        foreach (PairKey key in _group)
        {
            if (!TryAdd(key))
            {
                return false;
            }
        }

        foreach (LogFieldRange tag in tags)
        {
            if (!TryAdd(Get(RecordPairs.TagPrefix, record.Block.Slice(tag.KeyOffset, tag.KeyLength), room)))
            {
                return false;
            }
        }

        bool areCached = true;
        for (int i = 0; i < fields.Length; i++)
        {
            PairKey key = FindOrGet(i, record.Block, fields[i], room);
            if (!TryAdd(key))
            {
                _distinct = Unknown;
                return false;
            }

            if (key == _uncached)
            {
                areCached = false;
            }
            else
            {
                _expected[i] = key;
            }
        }

        _distinct = areCached && !_hasReplaced ? fields.Length : Unknown;
        return true;
    }

    /// <summary>Gets the key of the topic, the source or the nanoseconds.</summary>
    public PairKey GetGroup(int index) => _group[index];

    /// <summary>Gets the key of the field at a position: <see cref="Find"/>, otherwise <see cref="Get"/>.</summary>
    public PairKey FindOrGet(int place, scoped ReadOnlySpan<byte> block, LogFieldRange field, int room) =>
        Find(place, block, field.KeyOffset, field.KeyLength) ?? Get(default, block.Slice(field.KeyOffset, field.KeyLength), room);

    /// <summary>Finds the key of the field at a position. Returns null when it is unknown or cannot be compared as a whole vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairKey? Find(int place, scoped ReadOnlySpan<byte> block, int offset, int length)
    {
        PairKey? key = _expected[(uint)place % ExpectedCapacity];
        ReadOnlySpan<byte> name = block[offset..];
        if (key is not null && key.ShortNameLength == length && name.Length >= VectorCopy.Width
            && (~Vector256.Equals(Vector256.Create(name), key.NameVector).ExtractMostSignificantBits() & key.NameMask) == 0)
        {
            return key;
        }

        return Search(place, name, length);
    }

    /// <summary>Gets a key and compiles it if it is unknown. Valid until the next call. A key that is longer than the room is too long.</summary>
    public PairKey Get(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, int room)
    {
        if (prefix.Length + name.Length > PairKey.MaxNameLength)
        {
            _uncached.Compile(prefix, name, _layout, _rules, _escapesBidi, room);
            return _uncached;
        }

        Span<byte> whole = stackalloc byte[PairKey.MaxNameLength];
        prefix.CopyTo(whole);
        name.CopyTo(whole[prefix.Length..]);
        whole = whole[..(prefix.Length + name.Length)];
        uint place = Hash(whole);
        for (uint i = 0; i < MaxProbes; i++)
        {
            ref PairKey? key = ref _keys[(place + i) % Capacity];
            if (key is null)
            {
                key = new PairKey();
                key.Compile(prefix, name, _layout, _rules, _escapesBidi);
                return key;
            }

            if (key.Name.SequenceEqual(whole))
            {
                return key;
            }
        }

        _distinct = Unknown;
        _hasReplaced = true;
        PairKey replaced = _keys[place % Capacity]!;
        replaced.Compile(prefix, name, _layout, _rules, _escapesBidi);
        return replaced;
    }

    private void BeginCheck()
    {
        _hasReplaced = false;
        if (++_check == 0)
        {
            _check++;
            Array.Clear(_present);
        }
    }

    private bool TryAdd(PairKey key)
    {
        if (key.IsExcluded || key.IsTooLong)
        {
            return true;
        }

        ulong added = ((ulong)_check << 32) | key.NameHash;
        int slot = (int)(key.NameHash % (uint)_present.Length);
        for (; _present[slot] >> 32 == _check; slot = (slot + 1) % _present.Length)
        {
            if (_present[slot] == added)
            {
                return false;
            }
        }

        _present[slot] = added;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PairKey? Search(int place, scoped ReadOnlySpan<byte> block, int length)
    {
        PairKey? expected = _expected[(uint)place % ExpectedCapacity];
        if (expected is not null && length <= PairKey.MaxNameLength && expected.Name.SequenceEqual(block[..length]))
        {
            return expected;
        }

        _distinct = Math.Min(_distinct, place);
        if (length > PairKey.MaxNameLength)
        {
            return null;
        }

        ReadOnlySpan<byte> name = block[..length];
        uint first = Hash(name);
        for (uint i = 0; i < MaxProbes; i++)
        {
            PairKey? key = _keys[(first + i) % Capacity];
            if (key is null || key.Name.SequenceEqual(name))
            {
                _expected[(uint)place % ExpectedCapacity] = key;
                return key;
            }
        }

        return null;
    }

    // Length, first bytes and last bytes distinguish most keys of a log. The comparison distinguishes the rest.
    private static uint Hash(scoped ReadOnlySpan<byte> name)
    {
        ulong first = 0;
        ulong last = 0;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name);
            last = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else
        {
            foreach (byte value in name)
            {
                first = (first << 8) | value;
            }
        }

        return (uint)(((first ^ BitOperations.RotateLeft(last, 29) ^ (uint)name.Length) * 0x9E37_79B9_7F4A_7C15) >> 32);
    }
}
