namespace SlsSyslog.Serialization;

/// <summary>Holds when a value equals, begins with or contains one of the texts. Only the case of ASCII letters is ignored.</summary>
internal sealed class TextRule(RuleField field, string[] texts, TextComparison comparison, bool ignoresCase) : Rule
{
    private readonly byte[][] _texts = Array.ConvertAll(texts, Encoding.UTF8.GetBytes);

    // One bit for each first byte of the texts, modulo 32, so without the case of letters. Most values have another one.
    private readonly uint _firstBytes = comparison == TextComparison.Contains || texts.Contains("")
        ? uint.MaxValue : texts.Aggregate(0U, (bits, text) => bits | (1U << (Encoding.UTF8.GetBytes(text)[0] & 31)));

    // One bit for each length of the texts, modulo 64, if the value must have one of them.
    private readonly ulong _lengths = comparison != TextComparison.Equals
        ? ulong.MaxValue : texts.Aggregate(0UL, (bits, text) => bits | (1UL << (Encoding.UTF8.GetByteCount(text) & 63)));

    public override ulong GetRequiredKeys() => field.KeyBit;

    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped)
    {
        ReadOnlySpan<byte> value = field.Find(in record, mapped);
        if (value.IsEmpty || (_firstBytes & (1U << (value[0] & 31))) == 0 || (_lengths & (1UL << (value.Length & 63))) == 0)
        {
            return false;
        }

        foreach (byte[] text in _texts)
        {
            if (Holds(value, text))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(scoped ReadOnlySpan<byte> value, byte[] text)
    {
        switch (comparison)
        {
            case TextComparison.Equals:
                return value.Length == text.Length && AreEqual(value, text);
            case TextComparison.StartsWith:
                return value.Length >= text.Length && AreEqual(value[..text.Length], text);
            default:
                return ignoresCase ? ContainsIgnoringCase(value, text) : value.IndexOf(text) >= 0;
        }
    }

    // The case of other letters matters: texts with them are compared exactly where they are not ASCII.
    private bool AreEqual(scoped ReadOnlySpan<byte> value, byte[] text)
    {
        if (!ignoresCase)
        {
            return value.SequenceEqual(text);
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (ToLower(value[i]) != ToLower(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    // Searches for the first letter in both cases, so that most of the value is skipped in vectors.
    private static bool ContainsIgnoringCase(scoped ReadOnlySpan<byte> value, byte[] text)
    {
        byte lower = ToLower(text[0]);
        byte upper = lower is >= (byte)'a' and <= (byte)'z' ? (byte)(lower - 0x20) : lower;
        while (value.Length >= text.Length)
        {
            int at = value[..(value.Length - text.Length + 1)].IndexOfAny(lower, upper);
            if (at < 0)
            {
                return false;
            }

            int same = 1;
            while (same < text.Length && ToLower(value[at + same]) == ToLower(text[same]))
            {
                same++;
            }

            if (same == text.Length)
            {
                return true;
            }

            value = value[(at + 1)..];
        }

        return false;
    }

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
