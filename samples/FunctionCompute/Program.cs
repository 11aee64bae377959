using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog;
using SlsSyslog.FunctionCompute;

const int WrongSettings = 2;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
    builder.Configuration.AddSlsSyslogEnvironment();
    builder.Logging.UseSlsSyslogFunctionCompute();
    builder.WebHost.UseSlsSyslogFunctionCompute();
    builder.Services.AddSlsSyslogFunctionCompute();

    WebApplication app = builder.Build();
    app.MapSlsSyslogFunctionCompute();
    app.Services.GetRequiredService<IStartupValidator>().Validate(); // before the host would log it with a stack trace
    await app.RunAsync();
    return 0;
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
