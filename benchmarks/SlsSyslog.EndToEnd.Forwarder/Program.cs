// The forwarder that the end-to-end benchmark measures: the library with default options, settings from the command line.
//   MeasuredForwarder [--Metrics=on|off] --SlsSyslog:Source:Endpoint=... (all keys of docs/configuration.md)
// Each line on standard input is a command: "report", "metrics on" or "metrics off". Each is answered by one line with the usage of this
// process. The end of the input stops it.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using SlsSyslog;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.EndToEnd;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
builder.Services.AddSlsSyslogForwarding().UseCredentials(_ => new StaticCredentialProvider(new SlsCredential("testak", "testsk")));
using IHost host = builder.Build();

MetricsListener? listener = builder.Configuration["Metrics"] == "off" ? null : new MetricsListener(host.Services);
await host.StartAsync();
while (await Console.In.ReadLineAsync() is { } command)
{
    switch (command)
    {
        case "metrics on":
            listener ??= new MetricsListener(host.Services);
            break;

        case "metrics off":
            listener?.Dispose();
            listener = null;
            break;

        default:
            break;
    }

    await Console.Out.WriteLineAsync(ProcessUsage.Read().ToString());
}

await host.StopAsync();
listener?.Dispose();
