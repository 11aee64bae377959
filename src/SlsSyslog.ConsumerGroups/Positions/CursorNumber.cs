using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Decodes the number in a cursor, which is base64 over decimal digits. The number only distinguishes and orders positions: it is not a
/// time, numbers can be missing between two LogGroups, and positions to read from are never computed from it.
/// </summary>
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
