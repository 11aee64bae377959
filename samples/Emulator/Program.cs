using System.Net.Sockets;
using System.Runtime.InteropServices;
using SlsSyslog.Testing;
using SlsSyslog.Tool;

// Exit codes: 0 after SIGTERM or SIGINT; 2 for an invalid option, a port in use, a folder or a file that cannot be used.
const int CannotStart = 2;

RootCommand command = new("An emulator of Alibaba Cloud SLS (LogHub) on loopback: the command emulate of sls-syslog as a program.");
EmulatorArguments options = new();
options.AddTo(command);
command.SetAction((result, _) => RunAsync(result));
try
{
    ParseResult arguments = command.Parse(args);
    if (arguments.Errors.Count > 0)
    {
        return await RefuseAsync(string.Join(' ', arguments.Errors.Select(error => error.Message)));
    }

    return await arguments.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception exception) when (exception
    is ToolException or ArgumentException or IOException or SocketException or UnauthorizedAccessException or InvalidDataException or FormatException
        or EmulatorException)
{
    return await RefuseAsync(exception.Message);
}

static async Task<int> RefuseAsync(string message)
{
    await Console.Error.WriteLineAsync(message.ReplaceLineEndings(" "));
    return CannotStart;
}

async Task<int> RunAsync(ParseResult arguments)
{
    using CancellationTokenSource stopped = new();
    using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await options.Read(arguments).RunAsync(Console.WriteLine, stopped.Token);
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.Cancel();
    }
}
