using System.Buffers.Binary;
using System.Numerics;

namespace SlsSyslog.Serialization;

/// <summary>Finds the number of a known name. The names are known at start, so that one comparison decides for nearly every name.</summary>
internal sealed class KnownNames
{
    private readonly int[] _places;
    private readonly (byte[] Name, int Number)[] _entries;
    private readonly uint _mask;

    public KnownNames(IEnumerable<(string Name, int Number)> names)
    {
        _entries = [.. names.Select(name => (Encoding.UTF8.GetBytes(name.Name), name.Number))];
        _places = new int[(int)BitOperations.RoundUpToPowerOf2((uint)(_entries.Length + 1) * 4)];
        _mask = (uint)_places.Length - 1;
        for (int i = 0; i < _entries.Length; i++)
        {
            uint place = Hash(_entries[i].Name) & _mask;
            while (_places[place] != 0)
            {
                place = (place + 1) & _mask;
            }

            _places[place] = i + 1;
        }
    }

    /// <summary>Stores the index and the value of each known field at the number of its name. Of repeated fields, the last one is used.</summary>
    /// <param name="record">The record.</param>
    /// <param name="positions">Receives the indexes by number.</param>
    /// <param name="values">Receives the values by number.</param>
    /// <param name="expected">The names of earlier records: most records of a log have the same names in the same order, some without a few.</param>
    public void FindAll(scoped in LogRecord record, int[] positions, EventValue[] values, ExpectedNames expected)
    {
        ReadOnlySpan<byte> block = record.Block;
        ReadOnlySpan<LogFieldRange> fields = record.Table.AllFields;
        expected.Begin(record.Table.Owner);
        int next = 0;
        for (int i = 0; i < fields.Length; i++)
        {
            LogFieldRange field = fields[i];
            if (!expected.TryFindPlace(field, ref next, out int number))
            {
                (number, next) = Find(block[field.KeyOffset..], field, next, expected);
            }

            if (number >= 0)
            {
                positions[number] = i;
                values[number] = EventValue.Create(block, field.ValueOffset, field.ValueLength);
            }
        }

        expected.End(fields.Length, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFind(scoped ReadOnlySpan<byte> name, out int number)
    {
        uint place = Hash(name) & _mask;
        for (int entry = _places[place]; entry != 0; entry = _places[place])
        {
            if (name.SequenceEqual(_entries[entry - 1].Name))
            {
                number = _entries[entry - 1].Number;
                return true;
            }

            place = (place + 1) & _mask;
        }

        number = -1;
        return false;
    }

    private (int Number, int Next) Find(scoped ReadOnlySpan<byte> name, LogFieldRange field, int next, ExpectedNames expected)
    {
        bool isShort = name.Length >= ExpectedName.MaxLength && field.KeyLength is > 0 and <= ExpectedName.MaxLength;
        if (!isShort || !expected.TryFindNext(name, field, ref next, out int number))
        {
            TryFind(name[..field.KeyLength], out number);
            if (isShort)
            {
                expected.Add(name, field.KeyLength, number, ref next);
            }
        }

        return (number, next);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
