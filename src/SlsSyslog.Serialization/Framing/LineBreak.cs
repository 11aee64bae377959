namespace SlsSyslog.Serialization;

/// <summary>Finds what a receiver can read as the end of a line: LF, CR, CR LF, NUL, VT, FF, NEL (U+0085), U+2028 and U+2029.</summary>
internal static class LineBreak
{
    private static readonly SearchValues<byte> FirstBytes = SearchValues.Create([(byte)'\n', (byte)'\r', 0, 0x0B, 0x0C, 0xC2, 0xE2]);

    /// <summary>Determines whether the byte alone ends a line.</summary>
    public static bool Is(byte value) => value is (byte)'\n' or (byte)'\r' or 0 or 0x0B or 0x0C;

    /// <summary>Gets the index of the first line break, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            int found = text[at..].IndexOfAny(FirstBytes);
            if (found < 0)
            {
                return -1;
            }

            at += found;
            if (LengthAt(text[at..]) > 0)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Gets the length of the line break at the start of the text, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'\r', (byte)'\n', ..] => 2,
        [0xC2, 0x85, ..] => 2,
        [0xE2, 0x80, 0xA8 or 0xA9, ..] => 3,
        [byte first, ..] when Is(first) => 1,
        _ => 0,
    };
}
