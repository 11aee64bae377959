using System.Reflection;

namespace SlsSyslog.Hosting;

/// <summary>Reads the command line. An unknown argument is an error: forwarding with settings that nobody intended would be worse.</summary>
internal sealed class ForwarderArguments
{
    private const string Usage = """
        Forwards logs from Alibaba Cloud SLS to a syslog receiver. Settings come from the settings file, environment variables and the command
        line; each overrides the ones before it.

        usage: Forwarder [options]
          --config FILE              reads FILE instead of appsettings.json in the folder of the program
          --SlsSyslog:KEY VALUE      sets a key, such as --SlsSyslog:Message:MaxBytes 4096; also --SlsSyslog:KEY=VALUE
          --Logging:KEY VALUE        sets a key of logging, such as --Logging:LogLevel:Default Debug
          --help, -h                 shows this text
          --version                  shows the version

        SLS_HTTP=127.0.0.1:9464 serves a status page, health endpoints and metrics for Prometheus on that address.

        exit codes: 0 everything that was read is confirmed, 1 a route failed, 2 a setting or an argument is invalid,
                    3 records that were read are not confirmed, or a route was stopped before its EndAt (the next owner of the shard
                    continues at the stored checkpoint),
                    4 another process used the same consumer name, so records were sent twice
        """;

    private static readonly string[] Sections = ["SlsSyslog:", "Logging:"];

    /// <summary>Gets the text that was requested instead of forwarding, or <see langword="null"/>.</summary>
    public string? Text { get; private set; }

    /// <summary>Gets the path of the settings file, or <see langword="null"/> for the one in the folder of the program.</summary>
    public string? ConfigFile { get; private set; }

    /// <summary>Gets the settings of the command line.</summary>
    public Dictionary<string, string?> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">An argument is unknown or has no value.</exception>
    public static ForwarderArguments Parse(IReadOnlyList<string> args)
    {
        ForwarderArguments result = new();
        for (int i = 0; i < args.Count; i++)
        {
            string argument = args[i];
            if (argument is "--help" or "-h" or "-?" or "/?")
            {
                result.Text = Usage;
                return result;
            }

            if (argument == "--version")
            {
                result.Text ??= Version();
                continue;
            }

            (string name, string? value) = Split(argument);
            if (name != "--config" && KeyOf(name) is null)
            {
                throw new ArgumentException($"'{argument}' is not a valid argument. Run the program with --help for a list.");
            }

            value ??= ++i < args.Count ? args[i] : null;
            bool isNextArgument = !argument.Contains('=', StringComparison.Ordinal) && value?.StartsWith("--", StringComparison.Ordinal) == true;
            if (string.IsNullOrEmpty(value) || isNextArgument)
            {
                throw new ArgumentException($"The argument {name} has no value. Specify {name} VALUE.");
            }

            if (KeyOf(name) is { } key)
            {
                result.Settings[key] = value;
            }
            else
            {
                result.ConfigFile = value;
            }
        }

        return result;
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.IndexOf('=', StringComparison.Ordinal) is int end and > 0 ? (argument[..end], argument[(end + 1)..]) : (argument, null);

    // --SlsSyslog:Source:Project, and as .NET hosts accept it also /SlsSyslog:Source:Project and SlsSyslog:Source:Project=.
    private static string? KeyOf(string name)
    {
        string key = name.StartsWith("--", StringComparison.Ordinal) ? name[2..] : name.StartsWith('/') ? name[1..] : name;
        return Array.Exists(Sections, section => key.Length > section.Length && key.StartsWith(section, StringComparison.OrdinalIgnoreCase))
            ? key
            : null;
    }

    private static string Version()
    {
        Assembly assembly = typeof(ForwarderArguments).Assembly;
        return $"Forwarder {assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown"}";
    }
}
