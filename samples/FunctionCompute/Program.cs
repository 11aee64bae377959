using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SlsSyslog;
using SlsSyslog.FunctionCompute;

const int InvalidSettings = 2;

try
{
    WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
    builder.Configuration.AddSlsSyslogEnvironment();
    builder.Logging.UseSlsSyslogFunctionCompute();
    builder.WebHost.UseSlsSyslogFunctionCompute();
    builder.Services.AddSlsSyslogFunctionCompute();

    WebApplication app = builder.Build();
    app.MapSlsSyslogFunctionCompute();
    app.Services.GetRequiredService<IStartupValidator>().Validate(); // the host would log errors with a stack trace
    await app.RunAsync();
    return 0;
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
    // A settings file is not valid JSON. The innermost exception specifies the line and the position.
    await Console.Error.WriteLineAsync($"{exception.Message} {exception.GetBaseException().Message} Correct the file.");
    return InvalidSettings;
}
