namespace SlsSyslog.Serialization;

/// <summary>Writes strings of JSON text.</summary>
internal static class JsonString
{
    /// <summary>The escapes of a text that becomes a JSON string.</summary>
    public static readonly EscapeSet Escapes = new("\"\\"u8);

    /// <summary>Writes a string: the content of a JSON string, or a text that is data. Returns false when not even an empty one fits.</summary>
    public static bool TryWrite(scoped ReadOnlySpan<byte> content, bool isEncoded, scoped ReadOnlySpan<byte> before, ref SyslogWriter writer)
    {
        if (!TryOpen("\""u8, ref writer))
        {
            return false;
        }

        if (isEncoded)
        {
            WriteEncoded(content, ref writer);
        }
        else
        {
            writer.WriteLiteral(before);
            writer.Write(content, content.Length, Escapes);
        }

        writer.WriteReserved("\""u8);
        return true;
    }

    /// <summary>Writes the start of a construct and reserves the byte with which it ends. Returns false when both do not fit.</summary>
    public static bool TryOpen(scoped ReadOnlySpan<byte> open, ref SyslogWriter writer)
    {
        SyslogWriter before = writer;
        if (writer.TryReserve(1))
        {
            writer.WriteLiteral(open);
            if (!writer.IsTruncated)
            {
                return true;
            }
        }

        writer = before;
        writer.Truncate();
        return false;
    }

    /// <summary>Writes the content of a JSON string. Escapes remain as they are, except lone surrogates.</summary>
    public static void WriteEncoded(scoped ReadOnlySpan<byte> content, ref SyslogWriter writer)
    {
        while (!content.IsEmpty && !writer.IsTruncated)
        {
            int run = content.IndexOf((byte)'\\');
            ReadOnlySpan<byte> plain = run < 0 ? content : content[..run];
            writer.Write(plain, plain.Length, EscapeSet.ControlsOnly);
            content = content[plain.Length..];
            if (content.IsEmpty || writer.IsTruncated)
            {
                return;
            }

            bool isLone = JsonText.DecodeEscape(content, out int length).Value == 0xFFFD && length == 6 && IsSurrogate(content);
            writer.WriteLiteral(isLone ? "\\ufffd"u8 : content[..length]);
            writer.CountSanitized(isLone ? 1 : 0);
            content = content[length..];
        }
    }

    private static bool IsSurrogate(scoped ReadOnlySpan<byte> escape) =>
        escape[2] is (byte)'d' or (byte)'D' && escape[3] is not (>= (byte)'0' and <= (byte)'7');
}
