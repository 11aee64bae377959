// A transport alone: sends the lines of standard input to a syslog server and ends when all of them are confirmed.
//   journalctl -n 1000 | dotnet run -c Release --project samples/SendLines -- tls://siem.corp:6514 [ca.pem]
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using SlsSyslog.SendLines;
using SlsSyslog.Transports;

// Exit codes: 0 all lines are confirmed, 1 the input or the output failed or the server may not have read all lines, 2 an argument is
// invalid, 3 stopped by a signal.
const int Failed = 1;
const int InvalidArguments = 2;
const int Stopped = 3;
TimeSpan timeToFinish = TimeSpan.FromSeconds(20);

if (args.Length is 0 or > 2 || !SyslogServer.TryParse(args[0], out SyslogServer? server))
{
    await ReportAsync("usage: SendLines <udp|tcp|tls|relp|relps>://host[:port] [trusted CA file]");
    return InvalidArguments;
}

if (args.Length == 2 && Transports.FindError(args[1]) is { } error)
{
    await ReportAsync(error);
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
    bool isInputBroken = false;
    try
    {
        LineReader reader = new(Console.OpenStandardInput());
        await reader.ReadAsync((line, isCut) => sender.SendAsync(line, isCut, abort.Token), () => sender.FlushAsync(abort.Token), stop.Token);
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        // The input is a folder, for example. What was read before is still sent.
        isInputBroken = true;
        await ReportAsync($"The input cannot be read: {exception.Message}");
    }
    catch (OperationCanceledException) when (abort.IsCancellationRequested)
    {
        // The lines are counted below.
    }

    try
    {
        await sender.FinishAsync(abort.Token);
    }
    catch (Exception exception) when (exception is SyslogTransportException or OperationCanceledException)
    {
        await ReportAsync(exception.Message);
    }

    long missing = sender.Unproven + sender.Unconfirmed;
    if (missing > 0)
    {
        long all = sender.Confirmed + sender.Unconfirmed;
        await ReportAsync($"{missing} of {all} lines may not have been read: {server} did not confirm them or close the connection");
    }

    await Console.Out.WriteLineAsync(
        $"{sender.Confirmed - sender.Unproven} lines delivered to {server}, {sender.Repeated} of them sent more than once, "
            + $"{sender.Truncated} cut to the size limit");
    await Console.Out.FlushAsync();
    return missing > 0 || isInputBroken ? Failed : stop.IsCancellationRequested ? Stopped : 0;
}
catch (ArgumentException exception)
{
    await ReportAsync(exception.Message);
    return InvalidArguments;
}
catch (IOException exception)
{
    await ReportAsync($"The output cannot be written: {exception.Message}");
    return Failed;
}

static async Task ReportAsync(string text)
{
    try
    {
        await Console.Error.WriteLineAsync(text);
    }
    catch (IOException)
    {
        // It cannot be written either. The exit code still reports the error.
    }
}
