using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>Provides what the commands of one run of the tool use.</summary>
/// <param name="console">The streams.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="settings">The settings of the command line: <c>--SlsSyslog:KEY VALUE</c>.</param>
internal sealed class ToolContext(ToolConsole console, TimeProvider timeProvider, SettingsArguments settings)
{
    /// <summary>Gets the streams.</summary>
    public ToolConsole Console { get; } = console;

    /// <summary>Gets the clock.</summary>
    public TimeProvider TimeProvider { get; } = timeProvider;

    /// <summary>Gets the settings of the command line.</summary>
    public SettingsArguments Settings { get; } = settings;

    /// <summary>Reads the settings that <c>run</c> would use. The command must be one that uses settings.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="use">What the settings are used for.</param>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is invalid.</exception>
    public ToolSettings LoadSettings(ParseResult result, SettingsUse use = SettingsUse.Requests) =>
        ToolSettings.Load(Settings.ToArguments(result.GetValue(ToolCommand.Config)), use);
}
