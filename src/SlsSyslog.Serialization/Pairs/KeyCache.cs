using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

// The keys that one formatter met in the records of one table. The logs of a logstore have few different keys, mostly in the same
// order, so that rules, renames, escapes and repairs of a key are worked out once, and a key is found by its place in the record.
// Makes no object once it is full.
internal sealed class KeyCache(PairLayout layout, FieldRules rules, RepeatedNames repeated, bool escapesBidi)
{
    private const int Expectations = 256;
    private const int Places = 1024;
    private const int Tries = 4;

    private readonly PairKey?[] _expected = new PairKey?[Expectations];
    private readonly PairKey?[] _keys = new PairKey?[Places];
    private readonly PairKey _spare = new();
    private long _record;
    private ulong _met;

    // Whether a key of this record is not in its place any more, or never had one, so that it would not be recognised.
    public bool HasForgotten { get; private set; }

    // Starts a record, in which names with the given bits count as met.
    public void BeginRecord(ulong met)
    {
        _record++;
        _met = met;
        HasForgotten = false;
    }

    // False when the key was met in this record before, or another that could have the same name.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMeet(PairKey key)
    {
        if (key.Stamp == _record || (key.RepeatBit & _met) != 0)
        {
            return false;
        }

        key.Stamp = _record;
        _met |= key.RepeatBit;
        return true;
    }

    // The key of the field at a place; null when it is not known, or has no whole vector to be compared by.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PairKey? Find(int place, scoped ReadOnlySpan<byte> block, int offset, int length)
    {
        PairKey? key = _expected[(uint)place % Expectations];
        ReadOnlySpan<byte> name = block[offset..];
        if (key is not null && key.ShortNameLength == length && name.Length >= VectorCopy.Width
            && (~Vector256.Equals(Vector256.Create(name), key.NameVector).ExtractMostSignificantBits() & key.NameMask) == 0)
        {
            return key;
        }

        return Search(place, name, length);
    }

    // The key, learned now if it was not known. Valid until the next call. One that is longer than the room is too long.
    public PairKey Get(scoped ReadOnlySpan<byte> prefix, scoped ReadOnlySpan<byte> name, int room)
    {
        if (prefix.Length + name.Length > PairKey.LongestName)
        {
            HasForgotten = true;
            _spare.Learn(prefix, name, layout, rules, repeated, escapesBidi, room);
            return _spare;
        }

        Span<byte> whole = stackalloc byte[PairKey.LongestName];
        prefix.CopyTo(whole);
        name.CopyTo(whole[prefix.Length..]);
        whole = whole[..(prefix.Length + name.Length)];
        uint place = Hash(whole);
        for (uint i = 0; i < Tries; i++)
        {
            ref PairKey? key = ref _keys[(place + i) % Places];
            if (key is null)
            {
                key = new PairKey();
                key.Learn(prefix, name, layout, rules, repeated, escapesBidi);
                return key;
            }

            if (key.Name.SequenceEqual(whole))
            {
                return key;
            }
        }

        PairKey replaced = _keys[place % Places]!;
        HasForgotten |= replaced.Stamp == _record;
        replaced.Learn(prefix, name, layout, rules, repeated, escapesBidi);
        return replaced;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private PairKey? Search(int place, scoped ReadOnlySpan<byte> block, int length)
    {
        if (length > PairKey.LongestName)
        {
            return null;
        }

        ReadOnlySpan<byte> name = block[..length];
        PairKey? expected = _expected[(uint)place % Expectations];
        if (expected is not null && expected.Name.SequenceEqual(name))
        {
            return expected;
        }

        uint first = Hash(name);
        for (uint i = 0; i < Tries; i++)
        {
            PairKey? key = _keys[(first + i) % Places];
            if (key is null || key.Name.SequenceEqual(name))
            {
                _expected[(uint)place % Expectations] = key;
                return key;
            }
        }

        return null;
    }

    // Length, first and last bytes tell the keys of a log apart; what they do not, the comparison does.
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
