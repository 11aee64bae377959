namespace SlsSyslog.Tool;

/// <summary>Reads how long checks may take.</summary>
internal static class CheckLimits
{
    private static readonly TimeSpan Min = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Max = TimeSpan.FromHours(1);

    /// <exception cref="ToolException">The value of the option is out of range.</exception>
    public static TimeSpan Read(ParseResult result, Option<TimeSpan?> option, TimeSpan defaultValue)
    {
        TimeSpan value = result.GetValue(option) ?? defaultValue;
        return value >= Min && value <= Max
            ? value
            : throw new ToolException($"The value of {option.Name} is out of range. Specify a duration from 1s to 1h.");
    }
}
