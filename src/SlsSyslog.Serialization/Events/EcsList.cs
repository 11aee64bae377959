namespace SlsSyslog.Serialization;

/// <summary>Writes a value that is a JSON array of texts, numbers and booleans as a list of texts.</summary>
internal static class EcsList
{
    /// <summary>Copies a value in order to read it. Returns null when it is not a valid array, or an array that contains others or objects.</summary>
    public static byte[]? Find(scoped ReadOnlySpan<byte> value, FormatterCache cache)
    {
        if (value.Length < 2 || value[0] != '[')
        {
            return null;
        }

        // The NUL ends every search, and whole vectors are read.
        byte[] text = cache.GetArray(value.Length + SyslogWriter.Slack);
        value.CopyTo(text);
        text[value.Length] = 0;
        JsonMarks marks = JsonMarks.None;
        bool isArray = JsonScan.FindValueEnd(text, 0, nesting: 0, ref marks) == value.Length;
        return isArray && (marks & JsonMarks.HasUnreadParts) == 0 ? text : null;
    }

    /// <summary>Writes a member, unless the valid array has no elements. Returns false when the message is full.</summary>
    public static bool TryWrite(scoped ReadOnlySpan<byte> name, byte[] text, ref bool isFirst, ref SyslogWriter writer)
    {
        SyslogWriter start = writer;
        if (writer.TryReserve(1))
        {
            writer.WriteLiteral(isFirst ? default : ","u8);
            writer.WriteLiteral(name);
            writer.WriteLiteral("["u8);
        }

        if (writer.IsTruncated || !TryWriteElements(text, ref writer))
        {
            bool isFull = writer.IsTruncated;
            writer = start;
            if (isFull)
            {
                writer.Truncate();
            }

            return !isFull;
        }

        writer.WriteReserved("]"u8);
        isFirst = false;
        return !writer.IsTruncated;
    }

    // Returns false when the list has no element, apart from null and empty texts.
    private static bool TryWriteElements(byte[] text, ref SyslogWriter writer)
    {
        JsonMarks marks = JsonMarks.None;
        bool hasElements = false;
        int at = JsonScan.SkipSpace(text, 1, ref marks);
        while (text[at] != ']' && !writer.IsTruncated)
        {
            bool isText = text[at] == '"';
            int start = isText ? at + 1 : at;
            int end = isText ? JsonScan.FindStringEnd(text, start, ref marks, out _) : JsonScan.FindLiteralEnd(text, start);
            ReadOnlySpan<byte> element = text.AsSpan(start..end);
            bool isAbsent = element.IsEmpty || (!isText && element.SequenceEqual("null"u8));
            if (!isAbsent && JsonString.TryOpen(hasElements ? ",\""u8 : "\""u8, ref writer))
            {
                JsonString.WriteEncoded(element, ref writer);
                writer.WriteReserved("\""u8);
                hasElements = true;
            }

            at = JsonScan.SkipSpace(text, isText ? end + 1 : end, ref marks);
            if (text[at] == ',')
            {
                at = JsonScan.SkipSpace(text, at + 1, ref marks);
            }
        }

        return hasElements;
    }
}
