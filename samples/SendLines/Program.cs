// A transport alone: sends the lines of standard input to a syslog server and ends when all of them are confirmed.
//   journalctl -n 1000 | dotnet run -c Release --project samples/SendLines -- tls://siem.corp:6514 [ca.pem]
using Microsoft.Extensions.Logging;
using SlsSyslog.SendLines;
using SlsSyslog.Transports;

if (args.Length is 0 or > 2 || !SyslogServer.TryParse(args[0], out SyslogServer? server))
{
    await Console.Error.WriteLineAsync("usage: SendLines <udp|tcp|tls|relp|relps>://host[:port] [trusted CA file]");
    return 2;
}

using ILoggerFactory logging = LoggerFactory.Create(builder => builder
    .AddSimpleConsole(console => console.SingleLine = true)
    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

try
{
    await using IDrainableTransport transport = Transports.Make(server, args.ElementAtOrDefault(1), logging);
    await using LineSender sender = new(transport);
    while (await Console.In.ReadLineAsync(stop.Token) is { } line)
    {
        await sender.SendAsync(line, stop.Token);
    }

    await sender.FinishAsync(stop.Token);
    await Console.Out.WriteLineAsync($"{sender.Confirmed} lines delivered to {server}, {sender.SentAgain} of them sent more than once");
    return 0;
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 2;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("stopped before everything was delivered");
    return 3;
}
