using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using SlsSyslog.Hosting;

namespace SlsSyslog.Tool;

/// <summary>
/// The settings that <c>run</c> would use, read and validated by the same code, with the services that use them. Nothing is started.
/// </summary>
internal sealed class ToolSettings : IDisposable
{
    private readonly IHost _host;

    private ToolSettings(IHost host) => _host = host;

    /// <summary>Gets the options.</summary>
    public SlsSyslogOptions Options => Services.GetRequiredService<IOptions<SlsSyslogOptions>>().Value;

    /// <summary>Gets the configuration that the options were read from.</summary>
    public IConfiguration Configuration => Services.GetRequiredService<IConfiguration>();

    /// <summary>Gets the services of the host.</summary>
    public IServiceProvider Services => _host.Services;

    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public static ToolSettings Load(ForwarderArguments arguments, SettingsUse use) =>
        new(ForwarderSetup.BuildForInspection(arguments, LogToStandardError, use));

    public void Dispose() => _host.Dispose();

    // The output belongs to the result of the command.
    private static void LogToStandardError(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddSimpleConsole(console => (console.SingleLine, console.ColorBehavior) = (true, LoggerColorBehavior.Disabled))
        .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
