namespace SlsSyslog;

/// <summary>Formats durations for log messages: with units, rounded to what a reader needs.</summary>
internal static class DurationText
{
    /// <summary>Returns text such as <c>150 ms</c>, <c>2.5 s</c>, <c>4 min 5 s</c>, <c>3 h 20 min</c> and <c>6 d 4 h</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero)
        {
            return "-" + Format(duration == TimeSpan.MinValue ? TimeSpan.MaxValue : -duration);
        }

        // Rounded before the unit is chosen: 59.97 s is 1 min.
        double seconds = Math.Round(duration.TotalSeconds, duration.TotalSeconds < 10 ? 1 : 0);
        TimeSpan rounded = TimeSpan.FromSeconds(seconds);
        return duration.TotalMilliseconds < 999.5 ? Text($"{duration.TotalMilliseconds:0} ms")
            : seconds < 60 ? Text($"{seconds:0.#} s")
            : rounded.TotalHours < 1 ? Parts(rounded.Minutes, "min", rounded.Seconds, "s")
            : rounded.TotalDays < 1 ? Parts(rounded.Hours, "h", rounded.Minutes, "min")
            : Parts(rounded.Days, "d", rounded.Hours, "h");
    }

    /// <summary>Returns the duration, or <c>unknown</c>.</summary>
    public static string Format(TimeSpan? duration) => duration is { } known ? Format(known) : "unknown";

    private static string Parts(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? Text($"{large} {largeUnit}") : Text($"{large} {largeUnit} {small} {smallUnit}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
