using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>Formats the errors of settings for people: one line for each.</summary>
internal static class SettingsErrors
{
    private const string Title = "The settings are invalid. Nothing was started.";

    public static string Format(OptionsValidationException exception) =>
        string.Join(Environment.NewLine, exception.Failures.Select(error => $"  - {error}").Prepend(Title));
}
