using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>Adds the sources of settings. Each overrides the ones before it; the command line is last, as in every .NET host.</summary>
internal static class ForwarderConfiguration
{
    private const string FileName = "appsettings.json";

    // Any of them can be overridden: Logging:Console:FormatterName=json, for example.
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None", // one entry for each probe; changes are logged by the routes
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None", // it would repeat the failure of a route twice
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:UseUtcTimestamp"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "yyyy-MM-ddTHH:mm:ss.fffZ ",
    };

    /// <exception cref="OptionsValidationException">The settings file is missing, or it cannot be read.</exception>
    public static void AddForwarderSettings(this IHostApplicationBuilder builder, ForwarderArguments arguments, params string[] otherVariables)
    {
        builder.Configuration.AddInMemoryCollection(Defaults);
        string file = Path.GetFullPath(arguments.ConfigFile ?? Path.Combine(AppContext.BaseDirectory, FileName));
        try
        {
            SettingsFileReload reload = new(file, exception => $"{file}: {Describe(exception, file)}");
            builder.Configuration.AddJsonFile(source =>
            {
                (source.FileProvider, source.Path) = (SettingsFileReload.Watch(file), Path.GetFileName(file));
                (source.Optional, source.ReloadOnChange) = (arguments.ConfigFile is null, true);
                source.OnLoadException = reload.OnLoadException;
            });
            builder.Services.AddSingleton<IHostedService>(services => reload.LogTo(services));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new OptionsValidationException(nameof(arguments.ConfigFile), typeof(ForwarderArguments), [$"{file}: {Describe(exception, file)}"]);
        }

        builder.Configuration
            .AddEnvironmentVariables()
            .AddSlsSyslogEnvironment(otherVariables)
            .AddInMemoryCollection(arguments.Settings);
    }

    // A problem and its fix.
    private static string Describe(Exception exception, string file)
    {
        Exception innermost = exception.GetBaseException();
        string reason = innermost.Message.Split(" LineNumber:", 2)[0].TrimEnd('.');
        return innermost switch
        {
            JsonException { LineNumber: { } line, BytePositionInLine: { } position } =>
                $"The file is not valid JSON at line {line + 1}, position {position + 1}: {reason}. Correct it.",
            FormatException when DuplicateKey.Find(File.ReadAllBytes(file)) is { } place =>
                $"The file does not contain valid settings at line {place.Line}, position {place.Position}: {reason}. Correct it.",
            _ when exception is InvalidDataException => $"The file does not contain valid settings: {reason}. Correct it.",
            FileNotFoundException or DirectoryNotFoundException when !File.Exists(file) =>
                "The file does not exist. Specify the path of a JSON file after --config.",
            FileNotFoundException => "The file is hidden, so it is not read. Specify a file whose name does not begin with a period.",
            _ => $"The file cannot be read: {reason}. Specify a file that this user may read.",
        };
    }
}
