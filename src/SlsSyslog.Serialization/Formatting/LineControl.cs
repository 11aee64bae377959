namespace SlsSyslog.Serialization;

/// <summary>Recognizes what some receivers read as controls or line ends: U+0080 to U+009F with NEL (U+0085), U+2028 and U+2029.</summary>
internal static class LineControl
{
    private const byte Latin1Lead = 0xC2;
    private const byte PunctuationLead = 0xE2;

    public static bool Is(Rune rune) => rune.Value is (>= 0x80 and <= 0x9F) or 0x2028 or 0x2029;

    /// <summary>Determines whether valid UTF-8 contains one of the characters.</summary>
    public static bool IsIn(scoped ReadOnlySpan<byte> text)
    {
        for (int at = text.IndexOfAny(Latin1Lead, PunctuationLead); at >= 0; at = text.IndexOfAny(Latin1Lead, PunctuationLead))
        {
            text = text[at..];
            Rune.DecodeFromUtf8(text, out Rune rune, out int length);
            if (Is(rune))
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }
}
