using System.Globalization;

namespace SlsSyslog.Serialization;

// Hides a value, whole or up to its last characters.
internal sealed class FieldMask
{
    private const string KeepLast = "keep-last-";

    private readonly int _kept;

    private FieldMask(int kept) => _kept = kept;

    // Null, with a fault, when the text says no mask.
    public static FieldMask? Parse(string text, string option, OptionFaults faults)
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

        faults.Add(option, $"\"{text}\" is no mask. Write all, or {KeepLast}4 with a number from 1 to 99.");
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

        // A value that is no longer than what would be kept is hidden whole.
        if (start > 0)
        {
            writer.Write(value[start..], value.Length - start, escapes);
        }
    }
}
