namespace SlsSyslog.Serialization;

/// <summary>Reads times that are numbers since 1970.</summary>
internal static class UnixTime
{
    public const long EarliestSecond = -62_135_596_800; // 0001-01-01T00:00:00Z
    public const long LatestSecond = 253_402_300_799; // 9999-12-31T23:59:59Z

    /// <summary>Reads a number. With 0 units per second, its magnitude decides: up to the year 5138, seconds have at most 11 digits.</summary>
    public static bool TryParse(scoped ReadOnlySpan<byte> text, long unitsPerSecond, out long unixSeconds, out int nanoseconds)
    {
        (unixSeconds, nanoseconds) = (0, 0);
        if (!decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal count))
        {
            return false;
        }

        if (unitsPerSecond == 0)
        {
            unitsPerSecond = Math.Abs(count) switch
            {
                < 100_000_000_000 => 1,
                < 100_000_000_000_000 => 1000,
                < 100_000_000_000_000_000 => 1_000_000,
                _ => 1_000_000_000,
            };
        }

        decimal seconds = decimal.Floor(count / unitsPerSecond);
        if (seconds is < EarliestSecond or > LatestSecond)
        {
            return false;
        }

        unixSeconds = (long)seconds;
        nanoseconds = (int)((count - (seconds * unitsPerSecond)) * (1_000_000_000 / unitsPerSecond));
        return true;
    }
}
