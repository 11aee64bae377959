using System.Diagnostics.CodeAnalysis;

namespace SlsSyslog;

/// <summary>Converts the text of a configuration value to the type of its option.</summary>
internal static class OptionValue
{
    public static bool TryParse(Type type, string text, [NotNullWhen(true)] out object? value)
    {
        // White space is part of a text, for example of a separator. The options decide.
        text = type == typeof(string) ? text : PlainText.Trim(text);
        value = true switch
        {
            _ when type == typeof(string) => text,
            _ when type.IsEnum => ParseMember(type, text),
            _ when type == typeof(bool) => bool.TryParse(text, out bool flag) ? flag : null,
            _ when type == typeof(int) =>
                int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null,
            _ when type == typeof(long) =>
                long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null,
            _ when type == typeof(double) =>
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null,
            _ when type == typeof(TimeSpan) => ParseTime(text),
            _ when type == typeof(ShardPosition) =>
                ShardPosition.TryParse(text, CultureInfo.InvariantCulture, out ShardPosition position) ? position : null,
            _ => null,
        };
        return value is not null;
    }

    public static bool IsValue(Type type) =>
        type == typeof(string) || type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(double)
        || type == typeof(TimeSpan) || type == typeof(ShardPosition) || type.IsEnum;

    /// <summary>Returns a sentence that describes the texts that an option accepts.</summary>
    public static string Expect(Type type, OptionRangeAttribute? range) => true switch
    {
        _ when type.IsEnum => $"Specify one of {string.Join(", ", Enum.GetNames(type))}.",
        _ when type == typeof(bool) => "Specify true or false.",
        _ when type == typeof(double) => "Specify a number.",
        _ when type == typeof(TimeSpan) && range is not null => $"Specify a time {range} as [days.]hours:minutes:seconds.",
        _ when type == typeof(TimeSpan) => "Specify a time as [days.]hours:minutes:seconds, such as 00:00:05.",
        _ when type == typeof(ShardPosition) => "Specify earliest, latest, a time such as 2026-01-31T08:00:00Z, or Unix seconds.",
        _ when type == typeof(int) && range?.Maximum is (long)int.MaxValue =>
            $"Specify an integer from {OptionErrors.Format(range.Minimum)} to {OptionErrors.Format(range.Maximum)}.",
        _ when range is not null => $"Specify an integer {range}.",
        _ => "Specify an integer.",
    };

    // Names only: Enum.Parse also accepts numbers and combinations.
    private static object? ParseMember(Type type, string text) =>
        Array.Find(Enum.GetNames(type), name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse(type, name) : null;

    // A bare number would be read as days.
    private static TimeSpan? ParseTime(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time : null;
}
