namespace SlsSyslog;

/// <summary>
/// Decodes the number in a cursor, which is base64 over decimal digits. The number only distinguishes and orders positions: it is not a
/// time, numbers can be missing between two LogGroups, and positions to read from are never computed from it.
/// </summary>
internal static class CursorNumber
{
    private const int MaxLength = 40;

    public static long? Decode(LogPosition position)
    {
        ReadOnlySpan<char> cursor = position.Cursor.AsSpan().TrimEnd('=');
        Span<char> padded = stackalloc char[MaxLength];
        Span<byte> digits = stackalloc byte[MaxLength];
        if (cursor.Length > padded.Length)
        {
            return null;
        }

        padded.Fill('=');
        cursor.CopyTo(padded);
        return Convert.TryFromBase64Chars(padded[..((cursor.Length + 3) / 4 * 4)], digits, out int length)
            && long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : null;
    }

    /// <summary>Returns whether a position is at or after another one; one without a number can only be equal. Anything is after null.</summary>
    public static bool HasReached(LogPosition? position, LogPosition? end) =>
        end is not { } last || position == last || (position is { } reached && Decode(reached) >= Decode(last));
}
