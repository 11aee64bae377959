using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// A cursor is base64 over the decimal digits of a number. Only for telling records apart and for diagnostics: it is no time, it
// has gaps, and it is never computed with to find a place to read from.
internal static class CursorNumber
{
    public static long? Decode(LogPosition position)
    {
        string cursor = position.Cursor.TrimEnd('=');
        Span<byte> digits = stackalloc byte[32];
        return cursor.Length <= 40
            && Convert.TryFromBase64String(cursor.PadRight((cursor.Length + 3) / 4 * 4, '='), digits, out int length)
            && long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : null;
    }
}
