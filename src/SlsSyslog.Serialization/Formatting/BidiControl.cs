namespace SlsSyslog.Serialization;

/// <summary>Recognizes characters that change the reading direction of text: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069.</summary>
internal static class BidiControl
{
    public static bool Is(Rune rune) => rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>Writes <c>\uXXXX</c> and returns its length.</summary>
    public static int Escape(Rune rune, Span<byte> target)
    {
        target[0] = (byte)'\\';
        target[1] = (byte)'u';
        for (int i = 0; i < 4; i++)
        {
            target[2 + i] = "0123456789ABCDEF"u8[(rune.Value >> (12 - (4 * i))) & 15];
        }

        return 6;
    }
}
