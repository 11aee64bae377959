namespace SlsSyslog.Serialization;

// RFC 8259 6: what may stand in JSON as a number.
internal static class JsonNumber
{
    // More digits do not survive a reader that takes numbers as double-precision.
    private const int MostDigits = 15;

    public static bool IsNumber(scoped ReadOnlySpan<byte> text)
    {
        int at = text.StartsWith("-"u8) ? 1 : 0;
        int whole = CountDigits(text[at..]);
        if (whole == 0 || (whole > 1 && text[at] == '0'))
        {
            return false;
        }

        at += whole;
        if (at == text.Length)
        {
            return whole <= MostDigits;
        }

        int fraction = text[at] == '.' ? CountDigits(text[(at + 1)..]) : 0;
        return fraction > 0 && at + 1 + fraction == text.Length && whole + fraction <= MostDigits;
    }

    private static int CountDigits(scoped ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }
}
