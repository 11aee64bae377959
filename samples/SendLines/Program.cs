// A transport alone: sends the lines of standard input to a syslog server and ends when all of them are confirmed.
//   journalctl -n 1000 | dotnet run -c Release --project samples/SendLines -- tls://siem.corp:6514 [ca.pem]
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using SlsSyslog.SendLines;
using SlsSyslog.Transports;

// Exit codes: 0 all lines are confirmed, 1 the input or the output failed or the server did not answer the final close, 2 an argument is
// invalid, 3 stopped by a signal.
const int Failed = 1;
const int InvalidArguments = 2;
const int Stopped = 3;
TimeSpan timeToFinish = TimeSpan.FromSeconds(20);

if (args.Length is 0 or > 2 || !SyslogServer.TryParse(args[0], out SyslogServer? server))
{
    await Console.Error.WriteLineAsync("usage: SendLines <udp|tcp|tls|relp|relps>://host[:port] [trusted CA file]");
    return InvalidArguments;
}

if (args.Length == 2 && !File.Exists(args[1]))
{
    await Console.Error.WriteLineAsync($"The file '{args[1]}' does not exist. Specify a file with the trusted certificates.");
    return InvalidArguments;
}

using ILoggerFactory logging = LoggerFactory.Create(builder => builder
    .AddSimpleConsole(console => console.SingleLine = true)
    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
using CancellationTokenSource stop = new();
using CancellationTokenSource abort = new();
void OnSignal(PosixSignalContext context)
{
    context.Cancel = true;
    abort.CancelAfter(timeToFinish); // what is held is still sent
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);

try
{
    await using IDrainableTransport transport = Transports.Make(server, args.ElementAtOrDefault(1), logging);
    using LineSender sender = new(transport);
    try
    {
        LineReader reader = new(Console.OpenStandardInput());
        await reader.ReadAsync((line, isCut) => sender.SendAsync(line, isCut, abort.Token), () => sender.FlushAsync(abort.Token), stop.Token);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        // No more input is read.
    }

    try
    {
        await sender.FinishAsync(abort.Token);
    }
    catch (OperationCanceledException) when (abort.IsCancellationRequested)
    {
        await Console.Error.WriteLineAsync($"{sender.Unconfirmed} lines are not confirmed");
    }

    long unproven = sender.Unproven;
    if (unproven > 0)
    {
        await Console.Error.WriteLineAsync(
            $"{server} did not close the connection after everything was sent: {unproven} of {sender.Confirmed} lines may not have been read");
    }

    await Console.Out.WriteLineAsync(
        $"{sender.Confirmed - unproven} lines delivered to {server}, {sender.Repeated} of them sent more than once, {sender.Truncated} cut to the size limit");
    await Console.Out.FlushAsync();
    return unproven > 0 ? Failed : stop.IsCancellationRequested ? Stopped : 0;
}
catch (ArgumentException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return InvalidArguments;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    // The input is a folder, for example, or the output is full.
    await Console.Error.WriteLineAsync(exception.Message);
    return Failed;
}
