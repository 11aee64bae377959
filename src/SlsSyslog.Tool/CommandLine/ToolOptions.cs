using System.CommandLine.Parsing;

namespace SlsSyslog.Tool;

/// <summary>Creates options whose errors say what is allowed.</summary>
internal static class ToolOptions
{
    /// <summary>Creates <c>--json</c>.</summary>
    public static Option<bool> Json() => Flag("--json", "Writes the result as JSON.");

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description, Arity = ArgumentArity.Zero };

    /// <summary>Creates an option with text, which is <see langword="null"/> without a default.</summary>
    public static Option<string?> Text(string name, string helpName, string description, string? defaultValue = null)
    {
        Option<string?> option = new(name) { Description = description, HelpName = helpName };
        if (defaultValue is not null)
        {
            option.DefaultValueFactory = _ => defaultValue;
        }

        option.Validators.Add(result => Validate(result, name));
        return option;
    }

    public static Option<int> Number(string name, string description, int defaultValue, int min, int max) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => defaultValue,
        CustomParser = result =>
            int.TryParse(ValueOf(result), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min && number <= max
                ? number
                : Fail<int>(result, name, $"Specify a number from {min} to {max}."),
    };

    /// <summary>Creates an option with one of several words. Its default is the zero of the enumeration, and the description names it.</summary>
    public static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices)
        where T : struct, Enum
    {
        Option<T> option = new(name)
        {
            Description = description,
            HelpName = string.Join('|', choices.Select(choice => choice.Word)),
            CustomParser = result =>
                Array.FindIndex(choices, choice => choice.Word.Equals(ValueOf(result), StringComparison.OrdinalIgnoreCase)) is >= 0 and int index
                    ? choices[index].Value
                    : Fail<T>(result, name, $"Specify {string.Join(", ", choices.SkipLast(1).Select(choice => choice.Word))} or {choices[^1].Word}."),
        };
        option.CompletionSources.Clear(); // the names of the enumeration
        option.CompletionSources.Add([.. choices.Select(choice => choice.Word)]);
        return option;
    }

    /// <summary>Creates an option with a duration, such as <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c> or <c>00:01:30</c>.</summary>
    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DURATION",
        CustomParser = result => TimeText.TryParseDuration(ValueOf(result), out TimeSpan duration)
            ? duration
            : Fail<TimeSpan?>(result, name, "Specify a duration such as 90s, 5m, 2h or 7d."),
    };

    /// <summary>Creates an option with a time, such as <c>2026-01-31T08:00:00Z</c>, Unix seconds, or <c>2h</c> for two hours ago.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description, TimeProvider timeProvider) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result => TimeText.TryParseTime(ValueOf(result), timeProvider, out DateTimeOffset time)
            ? time
            : Fail<DateTimeOffset?>(result, name, "Specify a time such as 2026-01-31T08:00:00Z, Unix seconds, or 2h for two hours ago."),
    };

    /// <summary>Returns the text of an option in its parser.</summary>
    public static string ValueOf(ArgumentResult result) => result.Tokens is [Token token] ? token.Value : "";

    /// <summary>Reports an invalid value in the parser of an option.</summary>
    public static T? Fail<T>(ArgumentResult result, string name, string fix)
    {
        result.AddError(Describe(name, ValueOf(result), fix));
        return default;
    }

    /// <summary>Reports an error in the parser of an option without its value, which can be a secret.</summary>
    public static T? Reject<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }

    private static void Validate(OptionResult result, string name)
    {
        string value = result.Tokens is [Token token] ? token.Value : "";
        if (!result.Implicit && (value.Length == 0 || value.StartsWith("--", StringComparison.Ordinal)))
        {
            result.AddError(Describe(name, value, "Specify it after the option."));
        }
    }

    private static string Describe(string name, string value, string fix) =>
        value.Length == 0 ? $"The value of {name} is missing. {fix}" : $"'{PlainText.Clean(value)}' is not a valid value of {name}. {fix}";
}
