namespace SlsSyslog.Serialization;

/// <summary>Reads times in the form that most logs of Alibaba Cloud have: <c>2026-01-15T08:09:11Z</c>.</summary>
internal static class UtcText
{
    /// <summary>Reads a time. Returns false for every other text, also for leap seconds.</summary>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, out long unixSeconds)
    {
        unixSeconds = 0;
        if (text.Length != 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        {
            return false;
        }

        int year = (ReadTwoDigits(text) * 100) + ReadTwoDigits(text[2..]);
        int month = ReadTwoDigits(text[5..]);
        int day = ReadTwoDigits(text[8..]);
        int hour = ReadTwoDigits(text[11..]);
        int minute = ReadTwoDigits(text[14..]);
        int second = ReadTwoDigits(text[17..]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59)
        {
            return false;
        }

        unixSeconds = (new DateTime(year, month, day, hour, minute, second).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return true;
    }

    // A negative number, also as a part of a year, when the text does not begin with two digits.
    private static int ReadTwoDigits(scoped ReadOnlySpan<byte> text) =>
        char.IsAsciiDigit((char)text[0]) && char.IsAsciiDigit((char)text[1]) ? ((text[0] - '0') * 10) + text[1] - '0' : -10_000;
}
