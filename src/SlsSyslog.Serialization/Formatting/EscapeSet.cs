using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace SlsSyslog.Serialization;

// What must not stand in data as it is. Control characters are in every set, as \n \r \t \u00XX; a grammar adds up to three
// bytes of its own.
internal sealed class EscapeSet
{
    public const int LongestEscape = 6;

    // Control characters alone: what SyslogWriter.Write escapes.
    public static readonly EscapeSet ControlsOnly = new([]);

    // Nothing is escaped: control characters go as they are, and what is no UTF-8 is dropped. For Alibaba's sample alone.
    public static readonly EscapeSet None = new([]) { IsRaw = true };

    // DEL is in every set already.
    private const byte Unused = 0x7F;

    private readonly EscapeStyle _style;
    private readonly Vector256<byte> _first;
    private readonly Vector256<byte> _second;
    private readonly Vector256<byte> _third;

    public EscapeSet(ReadOnlySpan<byte> special, EscapeStyle style = EscapeStyle.Backslash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(special.Length, 3);
        _style = style;
        _first = Vector256.Create(special.Length > 0 ? special[0] : Unused);
        _second = Vector256.Create(special.Length > 1 ? special[1] : Unused);
        _third = Vector256.Create(special.Length > 2 ? special[2] : Unused);
    }

    public bool IsRaw { get; private init; }

    // One bit for each byte that a copy must stop at: what is to be escaped, and everything that is not ASCII.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint FindSpecialOrNonAscii(Vector256<byte> bytes) =>
        (Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte() | FindGrammar(bytes)).ExtractMostSignificantBits();

    // The same for text that is known to be valid UTF-8.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint FindSpecial(Vector256<byte> bytes) =>
        (Vector256.LessThan(bytes, Vector256.Create((byte)0x20)) | FindGrammar(bytes)).ExtractMostSignificantBits();

    // Writes the escape of the ASCII byte at the front of the data, which was found special. Returns the escape's length.
    public int Escape(scoped ReadOnlySpan<byte> data, bool escapesBidi, Span<byte> target)
    {
        byte value = data[0];
        target[0] = (byte)'\\';
        switch (value)
        {
            case (byte)'\n':
                target[1] = (byte)'n';
                return 2;
            case (byte)'\r':
                target[1] = (byte)'r';
                return 2;
            case (byte)'\t':
                target[1] = (byte)'t';
                return 2;
            case (byte)'\\' when _style == EscapeStyle.Hex && !ReadsAsEscape(data, escapesBidi):
                return 1;
            case (byte)'\\':
            case > 0x1F and < 0x7F when _style == EscapeStyle.Backslash:
                target[1] = value;
                return 2;
            default:
                "u00"u8.CopyTo(target[1..]);
                target[4] = "0123456789ABCDEF"u8[value >> 4];
                target[5] = "0123456789ABCDEF"u8[value & 15];
                return LongestEscape;
        }
    }

    // Whether what will stand behind the backslash makes it look like an escape; what is special itself begins with a backslash.
    private bool ReadsAsEscape(scoped ReadOnlySpan<byte> data, bool escapesBidi) =>
        data.Length > 1 && (data[1] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u' || IsSpecial(data[1]) || (escapesBidi && IsBidi(data[1..])));

    private static bool IsBidi(scoped ReadOnlySpan<byte> data)
    {
        _ = Rune.DecodeFromUtf8(data, out Rune rune, out _);
        return BidiControl.Is(rune);
    }

    private bool IsSpecial(byte value) =>
        value < 0x20 || value == 0x7F || value == _first[0] || value == _second[0] || value == _third[0];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> FindGrammar(Vector256<byte> bytes) =>
        Vector256.Equals(bytes, Vector256.Create((byte)0x7F))
        | Vector256.Equals(bytes, _first)
        | Vector256.Equals(bytes, _second)
        | Vector256.Equals(bytes, _third);
}
