using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog;
using SlsSyslog.Forwarder;

// Exit codes: 0 after a clean drain, 2 for invalid settings, 3 when records are undelivered (the next owner of the shard sends them).
const int InvalidSettings = 2;
const int Undelivered = 3;

try
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
    builder.Configuration.AddSlsSyslogEnvironment();
    builder.Services.AddSlsSyslogForwarding().UseSampleCredentials();
    builder.Logging.AddForwarderLogging();

    using IHost host = builder.Build();
    host.Services.GetRequiredService<IStartupValidator>().Validate(); // the host would log errors with a stack trace
    IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
    await host.RunAsync();
    return result.UndeliveredShards == 0 ? 0 : Undelivered;
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
catch (InvalidDataException exception)
{
    // A settings file is not valid JSON. The inner exception specifies the position.
    await Console.Error.WriteLineAsync($"{exception.Message} {exception.InnerException?.Message}".TrimEnd());
    return InvalidSettings;
}
