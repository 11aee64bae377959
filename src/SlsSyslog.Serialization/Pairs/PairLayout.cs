using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

/// <summary>Specifies how a grammar writes a pair: Open key Middle value Close.</summary>
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

    /// <summary>
    /// Gets a value that indicates whether the names of one record must be unique, so that repeated names have to be detected.
    /// </summary>
    public bool NamesMustDiffer { get; init; }

    /// <summary>Gets a value that indicates whether JSON numbers are written without quotation marks.</summary>
    public bool WritesNumbersUnquoted { get; init; }

    /// <summary>Creates the same layout with the requirement that names are unique.</summary>
    public PairLayout WithUniqueNames() =>
        new(Open, Middle, Close, KeyStyle, KeyEscapes, ValueEscapes) { NamesMustDiffer = true, WritesNumbersUnquoted = WritesNumbersUnquoted };

    /// <summary>Gets a value that indicates whether JSON in fields can be written in place of its text.</summary>
    public bool WritesJson { get; init; }

    /// <summary>Gets a value that indicates whether values can be cut. In structured data, a pair whose value does not fit is omitted.</summary>
    public bool CutsValues => KeyStyle != KeyStyle.SdName;
}
