namespace SlsSyslog.Serialization;

/// <summary>Represents the bytes to escape: control characters as <c>\n \r \t \u00XX</c>, and up to three bytes of a grammar.</summary>
internal sealed class EscapeSet
{
    public const int MaxEscapeLength = 6;

    /// <summary>The control characters only, which <see cref="SyslogWriter.Write(ReadOnlySpan{byte})"/> escapes.</summary>
    public static readonly EscapeSet ControlsOnly = new([]);

    /// <summary>No escapes: control characters are written unchanged and invalid UTF-8 is dropped. Only for Alibaba's sample.</summary>
    public static readonly EscapeSet None = new([]) { WritesRaw = true };

    // DEL is in every set.
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

    public bool WritesRaw { get; private init; }

    /// <summary>Gets a value that indicates whether a printable special byte is written after a backslash.</summary>
    public bool AddsBackslashes => _style == EscapeStyle.Backslash && !WritesRaw;

    /// <summary>Returns one bit for each byte at which a copy must stop: special bytes and all bytes that are not ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint FindSpecialOrNonAscii(Vector256<byte> bytes) =>
        (Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte() | FindGrammar(bytes)).ExtractMostSignificantBits();

    /// <summary>Returns one bit for each special byte. The text must be valid UTF-8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint FindSpecial(Vector256<byte> bytes) =>
        (Vector256.LessThan(bytes, Vector256.Create((byte)0x20)) | FindGrammar(bytes)).ExtractMostSignificantBits();

    /// <summary>Writes the escape of the special ASCII byte at the start of the data and returns its length.</summary>
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
                return MaxEscapeLength;
        }
    }

    // Determines whether the following text makes the backslash look like an escape. The escape of a special byte begins with a backslash.
    private bool ReadsAsEscape(scoped ReadOnlySpan<byte> data, bool escapesBidi) =>
        data.Length > 1
        && (data[1] is (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u' || IsSpecial(data[1]) || IsEscapedRune(data[1..], escapesBidi));

    private static bool IsEscapedRune(scoped ReadOnlySpan<byte> data, bool escapesBidi)
    {
        _ = Rune.DecodeFromUtf8(data, out Rune rune, out _);
        return LineControl.Is(rune) || (escapesBidi && BidiControl.Is(rune));
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
