using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SlsSyslog.Serialization;

/// <summary>Reads the times of a profile: a format, and the zone of times without an offset.</summary>
internal sealed class TimeText(string format, OutputTimeZone zone)
{
    private const int MaxTextLength = 64;
    private const long MaxSeconds = 253_402_300_799; // 9999-12-31T23:59:59Z

    public static TimeText Default { get; } = new("iso8601", OutputTimeZone.TryParse("UTC")!);

    /// <summary>Writes a time as ISO 8601 in UTC into the event.</summary>
    public bool TryWrite(scoped ReadOnlySpan<byte> text, MappedEvent mapped, byte source, out EventValue value)
    {
        value = default;
        if (!TryParse(text, out long seconds, out int nanoseconds))
        {
            return false;
        }

        Span<byte> room = stackalloc byte[32];
        DateTime time = DateTime.UnixEpoch.AddSeconds(seconds).AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
        time.TryFormat(room, out int length, nanoseconds == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
        int start = mapped.TextStart;
        mapped.Append(room[..length]);
        value = new(ValueStore.Own, start, length, source, number: (seconds * 1000) + (nanoseconds / 1_000_000));
        return true;
    }

    /// <summary>Reads a time. Only times of the years 1970 to 9999 are valid.</summary>
    public bool TryParse(scoped ReadOnlySpan<byte> text, out long seconds, out int nanoseconds)
    {
        seconds = nanoseconds = 0;
        text = text.Trim((byte)' ');
        switch (format)
        {
            case "iso8601":
                return TryParseIso(text, ref seconds, ref nanoseconds) || (BeginsWithDate(text) && TryParseText(text, ref seconds, ref nanoseconds));
            case "unix":
                return TryParseNumber(text, 1, ref seconds, ref nanoseconds);
            case "unixms":
                return TryParseNumber(text, 1000, ref seconds, ref nanoseconds);
            default:
                return TryParseText(text, ref seconds, ref nanoseconds);
        }
    }

    private static bool TryParseNumber(scoped ReadOnlySpan<byte> text, int unitsPerSecond, ref long seconds, ref int nanoseconds)
    {
        if (text.IsEmpty || !Utf8Parser.TryParse(text, out decimal units, out int consumed) || consumed != text.Length
            || units < 0 || units / unitsPerSecond > MaxSeconds)
        {
            return false;
        }

        decimal whole = units / unitsPerSecond;
        seconds = (long)whole;
        nanoseconds = (int)((whole - seconds) * 1_000_000_000);
        return true;
    }

    // yyyy-MM-ddTHH:mm:ss with an optional fraction, and Z or an offset, without conversions: the format of most logs.
    private static bool TryParseIso(scoped ReadOnlySpan<byte> text, ref long seconds, ref int nanoseconds)
    {
        if (text.Length < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || !TryRead(text, 0, 4, out int year) || !TryRead(text, 5, 2, out int month) || !TryRead(text, 8, 2, out int day)
            || !TryRead(text, 11, 2, out int hour) || !TryRead(text, 14, 2, out int minute) || !TryRead(text, 17, 2, out int second)
            || year is < 1970 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 60)
        {
            return false;
        }

        int at = 19;
        int fraction = 0;
        if (text[at] == '.')
        {
            int digits = text[(at + 1)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (digits is < 1 or > 9 || !TryRead(text, at + 1, digits, out fraction))
            {
                return false;
            }

            for (int i = digits; i < 9; i++)
            {
                fraction *= 10;
            }

            at += digits + 1;
        }

        int offset = 0;
        ReadOnlySpan<byte> rest = text[at..];
        if (rest is not [(byte)'Z'])
        {
            if (rest.Length != 6 || rest[0] is not ((byte)'+' or (byte)'-') || rest[3] != ':' || !TryRead(rest, 1, 2, out int hours)
                || !TryRead(rest, 4, 2, out int minutes) || hours > 14 || minutes > 59)
            {
                return false;
            }

            offset = ((hours * 60) + minutes) * (rest[0] == '-' ? -60 : 60);
        }

        DateTime date = new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        long result = ((date.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond) + (hour * 3600) + (minute * 60) + second - offset;
        if (result < 0)
        {
            return false;
        }

        (seconds, nanoseconds) = (result, fraction);
        return true;
    }

    private static bool TryRead(scoped ReadOnlySpan<byte> text, int start, int count, out int number)
    {
        number = 0;
        foreach (byte digit in text.Slice(start, count))
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = (number * 10) + digit - '0';
        }

        return true;
    }

    // The parser accepts many other formats, and uses today's date when there is none.
    private static bool BeginsWithDate(scoped ReadOnlySpan<byte> text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && (text.Length == 10 || text[10] is (byte)'T' or (byte)'t' or (byte)' ')
        && text[..4].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private bool TryParseText(scoped ReadOnlySpan<byte> text, ref long seconds, ref int nanoseconds)
    {
        Span<char> room = stackalloc char[MaxTextLength];
        if (text.Length > MaxTextLength)
        {
            return false;
        }

        ReadOnlySpan<char> letters = room[..Encoding.UTF8.GetChars(text, room)];
        bool isIso = format == "iso8601";
        DateTimeOffset time;
        if (isIso
            ? !DateTimeOffset.TryParse(letters, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            : !DateTimeOffset.TryParseExact(letters, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
        {
            return false;
        }

        if (!HasOffset(letters, isIso))
        {
            time -= zone.GetOffsetOfLocal(time.UtcDateTime);
        }

        if (time < DateTimeOffset.UnixEpoch)
        {
            return false;
        }

        seconds = time.ToUnixTimeSeconds();
        nanoseconds = (int)(time.UtcTicks % TimeSpan.TicksPerSecond) * (int)TimeSpan.NanosecondsPerTick;
        return true;
    }

    private bool HasOffset(scoped ReadOnlySpan<char> text, bool isIso) => isIso
        ? text.Length > 10 && (text[^1] is 'Z' or 'z' || text[10..].IndexOfAny('+', '-') >= 0)
        : format.Contains('z', StringComparison.Ordinal) || format.Contains('K', StringComparison.Ordinal) || format.Contains("'Z'", StringComparison.Ordinal);
}
