namespace SlsSyslog.Serialization;

/// <summary>Converts GBK or GB18030 to UTF-8 without allocations, by the mappings of the encodings of .NET, which are read once.</summary>
internal sealed class ChineseEncoding
{
    /// <summary>A converted text has at most this number of bytes per byte.</summary>
    public const int MaxExpansion = 3;

    private const int Trails = 190;
    private const int FourByteChars = 39_420;
    private const int FirstSupplementary = 189_000;
    private const char Invalid = '\uFFFD';

    private static readonly Lazy<ChineseEncoding> Gbk = new(() => new ChineseEncoding("GBK", hasFourBytes: false));
    private static readonly Lazy<ChineseEncoding> Gb18030 = new(() => new ChineseEncoding("GB18030", hasFourBytes: true));

    private readonly char[] _singles = new char[128];
    private readonly char[] _pairs = new char[126 * Trails];
    private readonly char[] _quads;

    private ChineseEncoding(string name, bool hasFourBytes)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;
        for (int value = 0; value < _singles.Length; value++)
        {
            _singles[value] = Decode(encoding, [(byte)(0x80 + value)]);
        }

        for (int index = 0; index < _pairs.Length; index++)
        {
            int trail = 0x40 + (index % Trails);
            _pairs[index] = Decode(encoding, [(byte)(0x81 + (index / Trails)), (byte)(trail < 0x7F ? trail : trail + 1)]);
        }

        _quads = new char[hasFourBytes ? FourByteChars : 0];
        for (int index = 0; index < _quads.Length; index++)
        {
            _quads[index] = Decode(
                encoding,
                [
                    (byte)(0x81 + (index / 12_600)),
                    (byte)(0x30 + (index / 1260 % 10)),
                    (byte)(0x81 + (index / 10 % 126)),
                    (byte)(0x30 + (index % 10)),
                ]);
        }
    }

    /// <summary>Finds an encoding by its name. Returns null when it is not supported.</summary>
    public static ChineseEncoding? Find(string? name) => name?.ToUpperInvariant() switch
    {
        "GB18030" => Gb18030.Value,
        "GBK" or "GB2312" => Gbk.Value,
        _ => null,
    };

    /// <summary>
    /// Determines whether a text can be in this encoding. ASCII is the same in UTF-8, and text that is valid UTF-8 with characters of three bytes is
    /// not in GBK but for rare coincidences.
    /// </summary>
    public static bool IsUtf8(scoped ReadOnlySpan<byte> text) =>
        Ascii.IsValid(text) || (text.ContainsAnyInRange((byte)0xE0, (byte)0xF4) && System.Text.Unicode.Utf8.IsValid(text));

    /// <summary>Converts a text to UTF-8. Invalid bytes become U+FFFD. Returns the length of the result.</summary>
    public int ToUtf8(scoped ReadOnlySpan<byte> source, scoped Span<byte> target)
    {
        int written = 0;
        int at = 0;
        while (at < source.Length)
        {
            byte first = source[at];
            if (first < 0x80)
            {
                target[written++] = first;
                at++;
                continue;
            }

            Rune rune = DecodeRune(source[at..], out int length);
            written += rune.EncodeToUtf8(target[written..]);
            at += length;
        }

        return written;
    }

    private static char Decode(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        Span<char> chars = stackalloc char[8];
        return encoding.GetChars(bytes, chars) == 1 ? chars[0] : Invalid;
    }

    private Rune DecodeRune(scoped ReadOnlySpan<byte> source, out int length)
    {
        byte first = source[0];
        byte second = source.Length > 1 ? source[1] : (byte)0;
        length = 1;
        if (first is 0x80 or 0xFF)
        {
            return ToRune(_singles[first - 0x80]);
        }

        if (second is >= 0x40 and not 0x7F and not 0xFF)
        {
            char found = _pairs[((first - 0x81) * Trails) + second - (second < 0x7F ? 0x40 : 0x41)];
            length = found == Invalid && second < 0x80 ? 1 : 2; // ASCII that does not belong to a character remains
            return ToRune(found);
        }

        if (_quads.Length > 0 && source.Length > 3 && second is >= 0x30 and <= 0x39 && source[2] is >= 0x81 and <= 0xFE
            && source[3] is >= 0x30 and <= 0x39)
        {
            int index = ((((((first - 0x81) * 10) + second - 0x30) * 126) + source[2] - 0x81) * 10) + source[3] - 0x30;
            length = 4;
            return index < FourByteChars ? ToRune(_quads[index])
                : Rune.TryCreate(index - FirstSupplementary + 0x10000, out Rune rune) && index >= FirstSupplementary ? rune
                : Rune.ReplacementChar;
        }

        return Rune.ReplacementChar;
    }

    private static Rune ToRune(char value) => Rune.TryCreate(value, out Rune rune) ? rune : Rune.ReplacementChar;
}
