using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace SlsSyslog.Forwarder;

/// <summary>Adds the sources of settings. Each overrides the ones before it; the command line is last, as in every .NET host.</summary>
internal static class ForwarderConfiguration
{
    private const string FileName = "appsettings.json";

    // Any of them can be overridden: Logging:Console:FormatterName=json, for example.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None", // it would repeat the failure of a route twice
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
    };

    /// <exception cref="InvalidDataException">The settings file is not valid.</exception>
    /// <exception cref="IOException">The settings file cannot be read.</exception>
    public static void AddForwarderSettings(this IHostApplicationBuilder builder, ForwarderArguments arguments, params string[] otherVariables)
    {
        builder.Configuration.AddInMemoryCollection(Defaults);
        if (arguments.ConfigFile is { } file)
        {
            builder.Configuration.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }
        else
        {
            builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, FileName), optional: true, reloadOnChange: false);
        }

        builder.Configuration
            .AddEnvironmentVariables()
            .AddSlsSyslogEnvironment(otherVariables)
            .AddInMemoryCollection(arguments.Settings);
    }

    /// <summary>Describes why a settings file cannot be used: the file, the line, the position and the error.</summary>
    public static string Describe(InvalidDataException exception)
    {
        Exception innermost = exception.GetBaseException();
        string place = innermost is JsonException { LineNumber: { } line, BytePositionInLine: { } position }
            ? $" Line {line + 1}, position {position + 1}:"
            : "";
        string text = innermost.Message.Split(" LineNumber:", 2)[0];
        return $"{exception.Message}{place} {text}";
    }
}
