using System.Buffers.Text;
using System.Numerics;

namespace SlsSyslog.Serialization;

/// <summary>Decodes the escapes of valid JSON strings.</summary>
internal static class JsonText
{
    public static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Writes the text of a string and returns its length, which is not longer than the string. A lone surrogate becomes U+FFFD.</summary>
    public static int Unescape(scoped ReadOnlySpan<byte> source, scoped Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            int run = source.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = run < 0 ? source : source[..run];
            plain.CopyTo(target[written..]);
            written += plain.Length;
            if (run < 0)
            {
                return written;
            }

            source = source[run..];
            Rune rune = DecodeEscape(source, out int length);
            written += rune.EncodeToUtf8(target[written..]);
            source = source[length..];
        }
    }

    /// <summary>Writes the text of a string. Block and target have room for whole vectors after it. Returns its length.</summary>
    public static int Unescape(byte[] block, int offset, int length, scoped Span<byte> target)
    {
        int end = offset + length;
        int written = 0;
        while (offset < end)
        {
            Vector256<byte> bytes = Vector256.Create<byte>(block.AsSpan(offset));
            bytes.CopyTo(target[written..]);
            uint escapes = Vector256.Equals(bytes, Vector256.Create((byte)'\\')).ExtractMostSignificantBits();
            int run = Math.Min(escapes == 0 ? VectorCopy.Width : BitOperations.TrailingZeroCount(escapes), end - offset);
            offset += run;
            written += run;
            if (escapes == 0 || offset == end)
            {
                continue;
            }

            byte simple = block[offset + 1] is (byte)'"' or (byte)'\\' or (byte)'/' ? block[offset + 1] : (byte)0;
            if (simple != 0)
            {
                target[written++] = simple;
                offset += 2;
                continue;
            }

            Rune rune = DecodeEscape(block.AsSpan(offset..end), out int escapeLength);
            written += rune.EncodeToUtf8(target[written..]);
            offset += escapeLength;
        }

        return written;
    }

    /// <summary>Decodes the escape, or the two escapes of a surrogate pair, at the start of valid JSON text.</summary>
    public static Rune DecodeEscape(scoped ReadOnlySpan<byte> source, out int length)
    {
        length = 2;
        switch (source[1])
        {
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'n':
                return new Rune('\n');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'t':
                return new Rune('\t');
            case (byte)'u':
                break;
            default:
                return new Rune((char)source[1]);
        }

        length = 6;
        char first = DecodeUnit(source);
        if (Rune.TryCreate(first, out Rune rune))
        {
            return rune;
        }

        if (char.IsHighSurrogate(first) && source.Length >= 12 && source[6] == '\\' && source[7] == 'u'
            && Rune.TryCreate(first, DecodeUnit(source[6..]), out Rune pair))
        {
            length = 12;
            return pair;
        }

        return Rune.ReplacementChar;
    }

    private static char DecodeUnit(scoped ReadOnlySpan<byte> escape) =>
        Utf8Parser.TryParse(escape.Slice(2, 4), out ushort unit, out _, 'x') ? (char)unit : '\uFFFD';
}
