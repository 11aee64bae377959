using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

/// <summary>
/// Caches the keys that one formatter found in the records of one table. The logs of a logstore have few different keys, mostly in the same
/// order, so the rules, names, escapes and sanitizing of a key are evaluated once, and a key is found by its position. A filled cache does
/// not allocate.
/// </summary>
internal sealed class KeyCache(PairLayout layout, FieldRules rules, RepeatedNames repeated, bool escapesBidi)
{
    private const int ExpectedCapacity = 256;
    private const int Capacity = 1024;
    private const int MaxProbes = 4;

    private readonly PairKey?[] _expected = new PairKey?[ExpectedCapacity];
    private readonly PairKey?[] _keys = new PairKey?[Capacity];
    private readonly PairKey _uncached = new();
    private long _record;
    private ulong _seen;

    /// <summary>
    /// Gets a value that indicates whether a key of the current record is not in the cache, so that a repetition would not be recognized.
    /// </summary>
    public bool HasEvicted { get; private set; }

    /// <summary>Starts a record. Names with the given bits count as seen.</summary>
    public void BeginRecord(ulong seen)
    {
        _record++;
        _seen = seen;
        HasEvicted = false;
    }

    /// <summary>
    /// Marks a key as seen in the current record. Returns false when it was seen before, or a key that could have the same name.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMarkSeen(PairKey key)
    {
        if (key.Stamp == _record || (key.RepeatBit & _seen) != 0)
        {
            return false;
        }

        key.Stamp = _record;
        _seen |= key.RepeatBit;
        return true;
    }

    /// <summary>
    /// Finds the key of the field at a position. Returns null when it is unknown or cannot be compared as a whole vector.
    /// </summary>
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

    /// <summary>
    /// Gets a key and compiles it if it is unknown. Valid until the next call. A key that is longer than the room is too long.
    /// </summary>
    public PairKey Get(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, int room)
    {
        if (prefix.Length + name.Length > PairKey.MaxNameLength)
        {
            HasEvicted = true;
            _uncached.Compile(prefix, name, layout, rules, repeated, escapesBidi, room);
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
                key.Compile(prefix, name, layout, rules, repeated, escapesBidi);
                return key;
            }

            if (key.Name.SequenceEqual(whole))
            {
                return key;
            }
        }

        PairKey replaced = _keys[place % Capacity]!;
        HasEvicted |= replaced.Stamp == _record;
        replaced.Compile(prefix, name, layout, rules, repeated, escapesBidi);
        return replaced;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PairKey? Search(int place, scoped ReadOnlySpan<byte> block, int length)
    {
        if (length > PairKey.MaxNameLength)
        {
            return null;
        }

        ReadOnlySpan<byte> name = block[..length];
        PairKey? expected = _expected[(uint)place % ExpectedCapacity];
        if (expected is not null && expected.Name.SequenceEqual(name))
        {
            return expected;
        }

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
