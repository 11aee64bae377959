using System.CommandLine;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SlsSyslog.Emulator;
using SlsSyslog.Testing;

// Exit codes: 0 after SIGTERM or SIGINT; 2 for an invalid option, a port in use, a folder or a file that cannot be used.
const int CannotStart = 2;

EmulatorCommand command = new();
command.SetAction((arguments, _) => RunAsync(arguments));
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
    is ArgumentException or IOException or SocketException or UnauthorizedAccessException or InvalidDataException or FormatException or EmulatorException)
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
    (string accessKeyId, string accessKeySecret) = arguments.GetValue(command.AccessKey);
    (string project, string name) = (arguments.GetValue(command.Project)!, arguments.GetValue(command.Logstore)!);
    await using SlsEmulator emulator = await SlsEmulator.StartAsync(new SlsEmulatorOptions
    {
        Port = arguments.GetValue(command.Port),
        AccessKeyId = accessKeyId,
        AccessKeySecret = accessKeySecret,
        DataDirectory = arguments.GetValue(command.Data),
    });
    EmulatorLogstore logstore = emulator.FindLogstore(project, name) ?? emulator.CreateLogstore(project, name, arguments.GetValue(command.Shards));
    if (arguments.GetValue(command.Load) is { } file)
    {
        Console.WriteLine($"loaded {JsonLines.Load(file, logstore)} logs from {file}");
    }

    Console.WriteLine($"connect with endpoint={emulator.Endpoint.GetLeftPart(UriPartial.Authority)} (or http://localhost:{emulator.Endpoint.Port}) "
        + $"access_key_id={accessKeyId} access_key_secret={accessKeySecret} project={project} logstore={name}; "
        + $"requests carry the project as first label of Host: {project}.{emulator.Endpoint.Authority}");

    TaskCompletionSource stopped = new();
    using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await stopped.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.TrySetResult();
    }
}
