using System.Runtime.CompilerServices;

namespace SlsSyslog.Serialization;

/// <summary>
/// Holds the names of an earlier record in their order. The name after the last one that was found, or after one or two that are absent, is
/// compared first.
/// </summary>
internal sealed class ExpectedNames
{
    private const int Capacity = 128;
    private const int MaxSkipped = 2;

    private readonly ExpectedName[] _names = new ExpectedName[Capacity + MaxSkipped + 1];

    // Where the names are in the part of a copy that keeps names between records, as the place and the length; 0 when they are not in it.
    private readonly long[] _places = new long[Capacity + MaxSkipped + 1];
    private RecordCopy? _copy;
    private int _namesVersion;
    private int _namesEnd;
    private int _count;
    private int _next;
    private int _missed;

    /// <summary>Forgets all names.</summary>
    public void Clear()
    {
        Array.Clear(_names);
        Array.Clear(_places);
        _count = 0;
    }

    /// <summary>Begins a record.</summary>
    /// <param name="copy">The copy that contains the record; null for a record that is not a copy.</param>
    public void Begin(RecordCopy? copy)
    {
        _next = _missed = 0;
        _namesEnd = copy is null ? 0 : copy.NamesEnd;
        if (copy is not null && (!ReferenceEquals(copy, _copy) || copy.NamesVersion != _namesVersion))
        {
            (_copy, _namesVersion) = (copy, copy.NamesVersion);
            Array.Clear(_places);
        }
    }

    /// <summary>Finds the number of a name that has the same place in memory as in earlier records.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindNext(LogFieldRange field, out int number)
    {
        if (field.KeyOffset < _namesEnd)
        {
            long place = GetPlace(field.KeyOffset, field.KeyLength);
            long[] places = _places;
            for (int i = _next; i <= _next + MaxSkipped; i++)
            {
                if (places[i] == place)
                {
                    number = _names[i].Number;
                    _next = Math.Min(i + 1, _count);
                    return true;
                }
            }
        }

        number = -1;
        return false;
    }

    /// <summary>Finds the number of a name that is followed by whatever is after it in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindNext(scoped ReadOnlySpan<byte> name, LogFieldRange field, out int number)
    {
        ExpectedName[] names = _names;
        for (int i = _next; i <= _next + MaxSkipped; i++)
        {
            if (names[i].Matches(name, field.KeyLength))
            {
                number = names[i].Number;
                _places[i] = field.KeyOffset < _namesEnd ? GetPlace(field.KeyOffset, field.KeyLength) : _places[i];
                _next = Math.Min(i + 1, _count);
                return true;
            }
        }

        number = -1;
        return false;
    }

    /// <summary>Adds a name that was not expected, if it follows the last one.</summary>
    public void Add(scoped ReadOnlySpan<byte> name, int length, int number)
    {
        _missed++;
        if (_next == _count && _count < Capacity)
        {
            _names[_count++] = new(name, length, number);
            _next = _count;
        }
    }

    private static long GetPlace(int offset, int length) => ((long)offset << 32) | (uint)length;

    /// <summary>Forgets the names when most of them were not found, because the records have changed.</summary>
    public void End(int fields)
    {
        if (_missed * 2 > fields && _next < _count)
        {
            Clear();
        }
    }
}
