namespace SlsSyslog.Serialization;

/// <summary>Recognizes numbers in the grammar of JSON (RFC 8259 6).</summary>
internal static class JsonNumber
{
    // A reader that uses double precision loses further digits.
    private const int MaxDigits = 15;

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
            return whole <= MaxDigits;
        }

        int fraction = text[at] == '.' ? CountDigits(text[(at + 1)..]) : 0;
        return fraction > 0 && at + 1 + fraction == text.Length && whole + fraction <= MaxDigits;
    }

    private static int CountDigits(scoped ReadOnlySpan<byte> text)
    {
        int count = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return count < 0 ? text.Length : count;
    }
}
