namespace SlsSyslog.Serialization;

/// <summary>Holds the names of an earlier record. The one after the last found, or after one or two absent ones, is compared first.</summary>
internal sealed class ExpectedNames
{
    private const int Capacity = 128;
    private const int MaxSkipped = 2;

    private readonly ExpectedName[] _names = new ExpectedName[Capacity + MaxSkipped + 1];

    // Where the names are in the part of a copy that keeps names between records, as the offset and the length; 0 when they are not in it.
    private readonly (long Place, int Number)[] _places = new (long, int)[Capacity + MaxSkipped + 1];
    private RecordCopy? _copy;
    private int _namesVersion;
    private int _namesEnd;
    private int _count;
    private int _missed;

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
        _missed = 0;
        _namesEnd = copy is null ? 0 : copy.NamesEnd;
        if (copy is not null && (!ReferenceEquals(copy, _copy) || copy.NamesVersion != _namesVersion))
        {
            (_copy, _namesVersion) = (copy, copy.NamesVersion);
            Array.Clear(_places);
        }
    }

    /// <summary>Finds the number of a name that has the same place in memory as in earlier records.</summary>
    /// <param name="field">The field.</param>
    /// <param name="next">The position at which the name is expected, then the position after it.</param>
    /// <param name="number">Receives the number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindPlace(LogFieldRange field, ref int next, out int number)
    {
        if (field.KeyOffset < _namesEnd)
        {
            long place = GetPlace(field);
            foreach (ref readonly (long Place, int Number) known in _places.AsSpan(next, MaxSkipped + 1))
            {
                next++;
                if (known.Place == place)
                {
                    number = known.Number;
                    return true;
                }
            }

            next -= MaxSkipped + 1;
        }

        number = -1;
        return false;
    }

    /// <summary>Finds the number of a name that is followed by whatever is after it in memory.</summary>
    public bool TryFindNext(scoped ReadOnlySpan<byte> name, LogFieldRange field, ref int next, out int number)
    {
        ExpectedName[] names = _names;
        for (int i = next; i <= next + MaxSkipped; i++)
        {
            if (names[i].Matches(name, field.KeyLength))
            {
                number = names[i].Number;
                _places[i] = field.KeyOffset < _namesEnd ? (GetPlace(field), number) : _places[i];
                next = Math.Min(i + 1, _count);
                return true;
            }
        }

        number = -1;
        return false;
    }

    /// <summary>Adds a name that was not expected, if it follows the last one.</summary>
    public void Add(scoped ReadOnlySpan<byte> name, int length, int number, ref int next)
    {
        _missed++;
        if (next == _count && _count < Capacity)
        {
            _names[_count++] = new(name, length, number);
            next = _count;
        }
    }

    /// <summary>Forgets the names when most of them were not found, because the records have changed.</summary>
    public void End(int fields, int next)
    {
        if (_missed * 2 > fields && next < _count)
        {
            Clear();
        }
    }

    private static long GetPlace(LogFieldRange field) => ((field.KeyOffset + 1L) << 32) | (uint)field.KeyLength;
}
