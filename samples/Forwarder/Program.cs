using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SlsSyslog;
using SlsSyslog.Forwarder;

// Exit codes: 0 after a clean drain, 2 for wrong settings, 3 when something was left undelivered (whoever comes next sends it).
const int WrongSettings = 2;
const int LeftUndelivered = 3;

try
{
    HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
    builder.Configuration.AddSlsSyslogEnvironment();
    builder.Services.AddSlsSyslogForwarding().UseSampleCredentials();
    builder.Logging.AddForwarderLogging();

    using IHost host = builder.Build();
    host.Services.GetRequiredService<IStartupValidator>().Validate(); // before the host would log it with a stack trace
    IForwardingResult result = host.Services.GetRequiredService<IForwardingResult>();
    await host.RunAsync();
    return result.UndeliveredShards == 0 ? 0 : LeftUndelivered;
}
catch (OptionsValidationException error)
{
    await Console.Error.WriteLineAsync("The settings are wrong; nothing was started.");
    foreach (string fault in error.Failures)
    {
        await Console.Error.WriteLineAsync($"  - {fault}");
    }

    return WrongSettings;
}
catch (InvalidDataException error)
{
    // A settings file that is not JSON: the inner exception says where.
    await Console.Error.WriteLineAsync($"{error.Message} {error.InnerException?.Message}".TrimEnd());
    return WrongSettings;
}
