using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace SlsSyslog.Hosting;

/// <summary>Builds the host of the forwarder from its settings, to run it, or to check what a run would use.</summary>
internal static class ForwarderSetup
{
    private static readonly string[] Variables = [.. SampleCredentials.Variables, ForwarderLogging.FileVariable, HttpAddress.Variable];

    /// <summary>Builds the host that forwards. Its settings are valid.</summary>
    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public static IHost Build(ForwarderArguments arguments, Action<ISlsSyslogBuilder>? configure)
    {
        HttpAddress http = HttpAddress.Read();
        IHostApplicationBuilder builder = ForwarderHost.CreateBuilder(http.EndPoint);
        builder.AddForwarderSettings(arguments, Variables);
        builder.Services.AddServiceLifetimes(); // first, because services stop in reverse order: the watchdog is fed until the routes have drained
        AddForwarding(builder, http, configure);
        builder.Services.AddHostedService<StopReport>();
        builder.Services.AddForwarderTelemetry(isScraped: http.EndPoint is not null);
        builder.Logging.AddForwarderLogging(builder.Configuration);
        return Validate(ForwarderHost.Build(builder, http.EndPoint));
    }

    /// <summary>
    /// Builds the host as <see cref="Build"/> does, with the same settings and the same errors, but for a program that does not start it: it listens
    /// on no port, exports nothing and writes no log file.
    /// </summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="configureLogging">Configures the log output.</param>
    /// <param name="use">What the settings are used for.</param>
    /// <exception cref="OptionsValidationException">A setting is invalid.</exception>
    public static IHost BuildForInspection(ForwarderArguments arguments, Action<ILoggingBuilder> configureLogging, SettingsUse use)
    {
        IHostApplicationBuilder builder = ForwarderHost.CreateBuilder(address: null);
        builder.AddForwarderSettings(arguments, Variables);
        AddForwarding(builder, HttpAddress.ReadWithoutUse(), configure: null, use);
        configureLogging(builder.Logging);
        return Validate(ForwarderHost.Build(builder, address: null));
    }

    private static void AddForwarding(
        IHostApplicationBuilder builder, HttpAddress http, Action<ISlsSyslogBuilder>? configure, SettingsUse use = SettingsUse.Requests)
    {
        builder.Services.AddSingleton<IValidateOptions<SlsSyslogOptions>>(http);
        ISlsSyslogBuilder forwarding = builder.Services.AddSlsSyslogForwarding();
        _ = use == SettingsUse.OtherMachine
            ? forwarding.OmitLocalChecks()
            : forwarding.UseSampleCredentials(needsCredentials: use == SettingsUse.Requests);
        configure?.Invoke(forwarding);
    }

    // The host would log errors with a stack trace.
    private static IHost Validate(IHost host)
    {
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }
}
