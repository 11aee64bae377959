namespace SlsSyslog.Serialization;

/// <summary>Represents the name at one position of the last record, of at most two vectors. The default value matches nothing.</summary>
internal readonly struct ExpectedName(ReadOnlySpan<byte> name, int length, int number)
{
    public const int MaxLength = 2 * VectorCopy.Width;

    private readonly Vector256<byte> _first = Vector256.Create(name);
    private readonly Vector256<byte> _second = Vector256.Create(name[VectorCopy.Width..]);
    private readonly ulong _mask = ulong.MaxValue >> (MaxLength - length);
    private readonly int _length = length;

    /// <summary>Gets the number of the name; -1 when the name is not known.</summary>
    public int Number { get; } = number;

    /// <summary>Compares a name that is followed by whatever is after it in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Matches(scoped ReadOnlySpan<byte> name, int length)
    {
        if (_length != length || (~Vector256.Equals(Vector256.Create(name), _first).ExtractMostSignificantBits() & (uint)_mask) != 0)
        {
            return false;
        }

        return length <= VectorCopy.Width
            || (~Vector256.Equals(Vector256.Create(name[VectorCopy.Width..]), _second).ExtractMostSignificantBits() & (uint)(_mask >> 32)) == 0;
    }
}
