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
    private int _count;
    private int _next;
    private int _missed;

    /// <summary>Forgets all names.</summary>
    public void Clear()
    {
        Array.Clear(_names);
        _count = 0;
    }

    public void Begin() => _next = _missed = 0;

    /// <summary>Finds the number of a name that is followed by whatever is after it in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindNext(scoped ReadOnlySpan<byte> name, int length, out int number)
    {
        ExpectedName[] names = _names;
        for (int i = _next; i <= _next + MaxSkipped; i++)
        {
            if (names[i].Matches(name, length))
            {
                number = names[i].Number;
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

    /// <summary>Forgets the names when most of them were not found, because the records have changed.</summary>
    public void End(int fields)
    {
        if (_missed * 2 > fields && _next < _count)
        {
            Clear();
        }
    }
}
