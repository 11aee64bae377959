using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>The settings of a command line: <c>--SlsSyslog:KEY VALUE</c> and <c>--Logging:KEY VALUE</c>, as the Forwarder accepts them.</summary>
internal sealed class SettingsArguments
{
    private static readonly string[] Prefixes = ["--SlsSyslog:", "--Logging:"];
    private readonly List<string> _arguments = [];

    /// <summary>Gets the first of the arguments, or <see langword="null"/>.</summary>
    public string? First => _arguments.Count > 0 ? _arguments[0] : null;

    /// <summary>Separates the settings from the other arguments, which the parser of the command line reads.</summary>
    public static (SettingsArguments Settings, string[] Others) Extract(IReadOnlyList<string> args)
    {
        SettingsArguments settings = new();
        List<string> others = [];
        for (int i = 0; i < args.Count; i++)
        {
            if (!Array.Exists(Prefixes, prefix => args[i].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                others.Add(args[i]);
                continue;
            }

            settings._arguments.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings._arguments.Add(args[++i]);
            }
        }

        return (settings, [.. others]);
    }

    /// <exception cref="ArgumentException">A key has no value.</exception>
    public ForwarderArguments ToArguments(string? configFile) =>
        ForwarderArguments.Parse(configFile is null ? _arguments : ["--config", configFile, .. _arguments]);
}
