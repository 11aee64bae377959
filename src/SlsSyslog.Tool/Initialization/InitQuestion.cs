namespace SlsSyslog.Tool;

/// <summary>A question of <c>init</c>, which an option of the command line can answer.</summary>
/// <param name="Option">The option.</param>
/// <param name="Text">The question.</param>
/// <param name="Key">The key in the settings that errors name.</param>
/// <param name="Default">The answer when nothing is entered, or <see langword="null"/> when one is needed.</param>
/// <param name="Apply">Adds an answer to the others.</param>
internal sealed record InitQuestion(
    Option<string?> Option, string Text, string Key, string? Default, Func<InitAnswers, string, InitAnswers> Apply)
{
    /// <summary>Returns what is wrong with an answer, or <see langword="null"/>. It is validated as the settings of a run.</summary>
    public string? FindError(string answer)
    {
        string? error = SettingsTemplate.FindErrors(Apply(new InitAnswers(), answer)) is [{ } first, ..] ? first : null;
        string key = $"{SlsSyslogOptions.SectionName}:{Key}";
        return error?.StartsWith(key, StringComparison.Ordinal) == true && error.IndexOf(": ", StringComparison.Ordinal) is > 0 and int end
            ? $"{Option.Name}: {error[(end + 2)..]}"
            : error;
    }
}
