using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog;
using SlsSyslog.Forwarder;

// Exit codes: 0 after a clean drain, 1 when a route failed, 2 for invalid settings, 3 when records are undelivered or a route was stopped before
// its EndAt (the next owner of the shard continues at the stored checkpoint), 4 when another process used the same consumer name.
const int Failed = 1;
const int InvalidSettings = 2;
const int Undelivered = 3;
const int DuplicateConsumer = 4;

try
{
    ForwarderArguments arguments = ForwarderArguments.Parse(args);
    if (arguments.Text is { } text)
    {
        await Console.Out.WriteLineAsync(text);
        return 0;
    }

    HttpAddress http = HttpAddress.Read();
    IHostApplicationBuilder builder = ForwarderHost.CreateBuilder(http.EndPoint);
    builder.AddForwarderSettings(arguments, [.. SampleCredentials.Variables, ForwarderLogging.FileVariable, HttpAddress.Variable]);
    builder.Services.AddServiceLifetimes(); // first, because services stop in reverse order: the watchdog is fed until the routes have drained
    builder.Services.AddSingleton<IValidateOptions<SlsSyslogOptions>>(http);
    builder.Services.AddSlsSyslogForwarding().UseSampleCredentials();
    builder.Services.AddForwarderTelemetry(isScraped: http.EndPoint is not null);
    builder.Logging.AddForwarderLogging(builder.Configuration);

    using IHost host = ForwarderHost.Build(builder, http.EndPoint);
    host.Services.GetRequiredService<IStartupValidator>().Validate(); // the host would log errors with a stack trace
    IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
    IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
    using IDisposable? hangUp = HangUpSignal.StopOn(lifetime.StopApplication);

    await host.StartAsync();
    _ = StopAfterCompletionAsync(result, lifetime);
    await host.WaitForShutdownAsync();
    return result.HasFailed ? Failed
        : result.UndeliveredShards > 0 || result.HasStoppedBeforeEnd ? Undelivered
        : result.HasDuplicateConsumer ? DuplicateConsumer
        : 0;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync("The settings are invalid. Nothing was started.");
    foreach (string error in exception.Failures)
    {
        await Console.Error.WriteLineAsync($"  - {error}");
    }

    return InvalidSettings;
}
catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
{
    // An unknown argument, or a file or an address that cannot be used.
    await Console.Error.WriteLineAsync(exception.Message);
    return InvalidSettings;
}

// Every route can have an end.
static async Task StopAfterCompletionAsync(IForwardingResult result, IHostApplicationLifetime lifetime)
{
    await result.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    lifetime.StopApplication();
}
