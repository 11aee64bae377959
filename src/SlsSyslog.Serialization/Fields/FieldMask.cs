namespace SlsSyslog.Serialization;

/// <summary>Masks a value completely or except for its last characters.</summary>
internal sealed class FieldMask
{
    private const string KeepLast = "keep-last-";

    private readonly int _kept;

    private FieldMask(int kept) => _kept = kept;

    /// <summary>Parses <c>all</c> or <c>keep-last-4</c>. Returns null when the text is not a valid mask.</summary>
    public static FieldMask? TryParse(string? text)
    {
        if (text == "all")
        {
            return new(0);
        }

        if (text is not null && text.StartsWith(KeepLast, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(KeepLast.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int kept) && kept is > 0 and < 100)
        {
            return new(kept);
        }

        return null;
    }

    public void Write(scoped ReadOnlySpan<byte> value, EscapeSet escapes, ref SyslogWriter writer)
    {
        writer.WriteLiteral("***"u8);
        int start = value.Length;
        for (int left = _kept; left > 0 && start > 0; left--)
        {
            do
            {
                start--;
            }
            while (start > 0 && (value[start] & 0xC0) == 0x80);
        }

        // A value that is not longer than the part to keep is masked completely.
        if (start > 0)
        {
            writer.Write(value[start..], value.Length - start, escapes);
        }
    }
}
