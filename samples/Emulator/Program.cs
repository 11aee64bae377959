using System.Net.Sockets;
using System.Runtime.InteropServices;
using SlsSyslog.Emulator;
using SlsSyslog.Testing;

// Exit codes: 0 when told to stop, 2 for a wrong option, a port in use, a folder that cannot be used, a file that cannot be loaded.
const int CannotStart = 2;

try
{
    var arguments = EmulatorArguments.Parse(args);
    if (arguments.IsHelp)
    {
        Console.Write(EmulatorArguments.Usage);
        return 0;
    }

    await using var emulator = await SlsEmulator.StartAsync(new SlsEmulatorOptions
    {
        Port = arguments.Port,
        AccessKeyId = arguments.AccessKeyId,
        AccessKeySecret = arguments.AccessKeySecret,
        DataDirectory = arguments.DataDirectory,
    });
    var logstore = emulator.FindLogstore(arguments.Project, arguments.Logstore)
        ?? emulator.CreateLogstore(arguments.Project, arguments.Logstore, arguments.Shards);
    if (arguments.LoadFile is { } file)
    {
        Console.WriteLine($"loaded {JsonLines.Load(file, logstore)} logs from {file}");
    }

    Console.WriteLine($"connect with endpoint={emulator.Endpoint.GetLeftPart(UriPartial.Authority)} (or http://localhost:{emulator.Endpoint.Port}) "
        + $"access_key_id={arguments.AccessKeyId} access_key_secret={arguments.AccessKeySecret} project={arguments.Project} logstore={arguments.Logstore}; "
        + $"requests carry the project as first label of Host: {arguments.Project}.{emulator.Endpoint.Authority}");

    var stopped = new TaskCompletionSource();
    using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    await stopped.Task;
    return 0;

    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stopped.TrySetResult();
    }
}
catch (Exception error) when (error is ArgumentException or IOException or SocketException or UnauthorizedAccessException or InvalidDataException or FormatException or EmulatorException)
{
    await Console.Error.WriteLineAsync(error.Message.ReplaceLineEndings(" "));
    return CannotStart;
}
