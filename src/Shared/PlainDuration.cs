using System.Globalization;

namespace SlsSyslog;

/// <summary>Writes durations for people: two units at most, for example <c>130 ms</c>, <c>4.2 s</c>, <c>5 min 3 s</c> or <c>2 d 4 h</c>.</summary>
internal static class PlainDuration
{
    public static string Describe(TimeSpan duration)
    {
        TimeSpan size = duration.Duration();
        size = size.TotalSeconds < 59.95 ? size : TimeSpan.FromSeconds(Math.Round(size.TotalSeconds));
        string sign = duration < TimeSpan.Zero ? "-" : "";
        return sign + (size switch
        {
            { TotalMilliseconds: < 999.5 } => Describe(size.TotalMilliseconds, "ms", "0"),
            { TotalSeconds: < 59.95 } => Describe(size.TotalSeconds, "s", "0.#"),
            { TotalMinutes: < 60 } => Describe(size.Minutes, "min", "0") + Rest(size.Seconds, "s"),
            { TotalHours: < 24 } => Describe(size.Hours, "h", "0") + Rest(size.Minutes, "min"),
            _ => Describe(size.Days, "d", "0") + Rest(size.Hours, "h"),
        });
    }

    private static string Rest(int count, string unit) => count == 0 ? "" : " " + Describe(count, unit, "0");

    private static string Describe(double count, string unit, string format) => count.ToString(format, CultureInfo.InvariantCulture) + " " + unit;
}
