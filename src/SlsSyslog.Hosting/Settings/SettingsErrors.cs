using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>Formats the errors of settings for people: one line for each.</summary>
internal static class SettingsErrors
{
    /// <summary>The title for a program that reads settings, and would not start anything.</summary>
    public const string Title = "The settings are invalid.";

    /// <summary>The title for a run.</summary>
    public const string RunTitle = $"{Title} Nothing was started.";

    public static string Format(OptionsValidationException exception, string title) =>
        string.Join(Environment.NewLine, exception.Failures.Select(error => $"  - {error}").Prepend(title));
}
