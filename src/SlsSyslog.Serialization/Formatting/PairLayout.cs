using System.Runtime.Intrinsics;

namespace SlsSyslog.Serialization;

// How a grammar writes one pair: Open key Middle value Close. Each constant is at most one vector wide, and is stored as one.
internal sealed class PairLayout
{
    public PairLayout(ReadOnlySpan<byte> open, ReadOnlySpan<byte> middle, ReadOnlySpan<byte> close, EscapeSet keyEscapes, EscapeSet valueEscapes)
    {
        Open = open.ToArray();
        Middle = middle.ToArray();
        Close = close.ToArray();
        OpenVector = Widen(open);
        MiddleVector = Widen(middle);
        CloseVector = Widen(close);
        KeyEscapes = keyEscapes;
        ValueEscapes = valueEscapes;
    }

    public byte[] Open { get; }

    public byte[] Middle { get; }

    public byte[] Close { get; }

    public Vector256<byte> OpenVector { get; }

    public Vector256<byte> MiddleVector { get; }

    public Vector256<byte> CloseVector { get; }

    public EscapeSet KeyEscapes { get; }

    public EscapeSet ValueEscapes { get; }

    private static Vector256<byte> Widen(ReadOnlySpan<byte> literal)
    {
        Span<byte> wide = stackalloc byte[VectorCopy.Width];
        literal.CopyTo(wide);
        return Vector256.Create<byte>(wide);
    }
}
