namespace SlsSyslog.Tool;

/// <summary>Reads times and durations of the command line.</summary>
internal static class TimeText
{
    private const long MinUnixSeconds = 1_000_000_000; // 2001, before any log of SLS
    private const long MaxUnixSeconds = 253_402_300_799;

    /// <summary>Reads a duration: <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c>, <c>00:01:30</c>.</summary>
    public static bool TryParseDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length == 0)
        {
            return false;
        }

        double seconds = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 };
        if (seconds == 0)
        {
            return text.Contains(':', StringComparison.Ordinal)
                && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        }

        ReadOnlySpan<char> digits = text.AsSpan(0, text.Length - 1);
        bool isValid = double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number * seconds < TimeSpan.MaxValue.TotalSeconds;
        duration = isValid ? TimeSpan.FromSeconds(number * seconds) : default;
        return isValid;
    }

    /// <summary>Writes a time as it can be read.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads a time: ISO 8601 (UTC without an offset), Unix seconds, or a duration ago.</summary>
    public static bool TryParseTime(string text, TimeProvider timeProvider, out DateTimeOffset time)
    {
        time = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            bool isValid = seconds is >= MinUnixSeconds and <= MaxUnixSeconds;
            time = isValid ? DateTimeOffset.FromUnixTimeSeconds(seconds) : default;
            return isValid;
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        if (TryParseDuration(text, out TimeSpan ago) && ago < now - DateTimeOffset.UnixEpoch)
        {
            time = now - ago;
            return true;
        }

        return text.Length >= "2026-01-31".Length && DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
