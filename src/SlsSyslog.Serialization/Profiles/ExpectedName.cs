using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

/// <summary>Represents the name at one position of the last record, of at most one vector. The default value matches nothing.</summary>
internal readonly struct ExpectedName(ReadOnlySpan<byte> name, int length, int number)
{
    private readonly Vector256<byte> _name = Vector256.Create(name);
    private readonly uint _mask = uint.MaxValue >> (VectorCopy.Width - length);
    private readonly int _length = length;

    /// <summary>Gets the number of the name; -1 when the name is not known.</summary>
    public int Number { get; } = number;

    /// <summary>Compares a name that is followed by whatever is after it in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(scoped ReadOnlySpan<byte> name, int length) =>
        _length == length && (~Vector256.Equals(Vector256.Create(name), _name).ExtractMostSignificantBits() & _mask) == 0;
}
