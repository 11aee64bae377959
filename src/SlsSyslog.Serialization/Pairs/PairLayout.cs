using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

// How a grammar writes one pair: Open key Middle value Close.
internal sealed class PairLayout
{
    public PairLayout(
        ReadOnlySpan<byte> open, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> close, KeyStyle keyStyle, EscapeSet keyEscapes, EscapeSet valueEscapes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(close.Length, VectorCopy.Width);
        Open = open.ToArray();
        Middle = middle.ToArray();
        Close = close.ToArray();
        Span<byte> wide = stackalloc byte[VectorCopy.Width];
        close.CopyTo(wide);
        CloseVector = Vector256.Create<byte>(wide);
        KeyStyle = keyStyle;
        KeyEscapes = keyEscapes;
        ValueEscapes = valueEscapes;
    }

    public byte[] Open { get; }

    public byte[] Middle { get; }

    public byte[] Close { get; }

    public Vector256<byte> CloseVector { get; }

    public KeyStyle KeyStyle { get; }

    public EscapeSet KeyEscapes { get; }

    public EscapeSet ValueEscapes { get; }

    // Whether two pairs of one record must not have the same name, so that those have to be found.
    public bool NamesMustDiffer { get; init; }

    // JSON on request: numbers without quotation marks.
    public bool WritesNumbersUnquoted { get; init; }

    // Structured data is never cut: a value that does not fit takes its pair with it.
    public bool CutsValues => KeyStyle != KeyStyle.SdName;
}
