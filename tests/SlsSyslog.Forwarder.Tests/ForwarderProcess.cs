using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>
/// Runs the Forwarder as users do: as a process with environment variables, in a separate folder. It is the output of this build, or the
/// published program that <c>SLSSYSLOG_FORWARDER</c> specifies.
/// </summary>
internal sealed class ForwarderProcess : IDisposable
{
    private static readonly string ForwarderPath = typeof(ForwarderProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ForwarderPath")
        .Value!;

    private static readonly string? PublishedPath = Environment.GetEnvironmentVariable("SLSSYSLOG_FORWARDER") is { Length: > 0 } path ? path : null;

    private readonly string _folder = Directory.CreateTempSubdirectory("forwarder-").FullName;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Process _process;

    public ForwarderProcess(IReadOnlyDictionary<string, string> variables, params string[] arguments)
        : this(variables, wrap: null, arguments)
    {
    }

    /// <summary>Starts the program by another command, which gets the folder of the program and finds it in <c>/mnt</c>.</summary>
    public ForwarderProcess(IReadOnlyDictionary<string, string> variables, Func<string, string[], string[]>? wrap, string[] arguments)
    {
        string program = PublishedPath ?? ForwarderPath;
        string folder = Path.GetDirectoryName(Path.GetFullPath(program))!;
        string path = wrap is null ? program : $"/mnt/{Path.GetFileName(program)}";
        string[] command = PublishedPath is null
            ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", path, .. arguments]
            : [path, .. arguments];
        command = wrap is null ? command : wrap(folder, command);
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string inherited in start.Environment.Keys.Where(IsASetting).ToArray())
        {
            start.Environment.Remove(inherited);
        }

        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the output so far, of both streams.</summary>
    public string Output => string.Join('\n', _lines);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the current folder of the process, which also contains its log file.</summary>
    public string Folder => _folder;

    /// <summary>Requests the process to stop (SIGTERM).</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Sends a signal to the process.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    /// <summary>Ends the process immediately (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Returns the inodes of the TCP sockets on which the process listens.</summary>
    public string[] FindListeners()
    {
        const string Listening = "0A";
        if (_process.HasExited)
        {
            return [];
        }

        HashSet<string> open =
        [
            .. new DirectoryInfo($"/proc/{_process.Id}/fd").EnumerateFiles().Select(file => file.LinkTarget ?? "").Where(target => target.StartsWith("socket:[", StringComparison.Ordinal)),
        ];
        return
        [
            .. new[] { "tcp", "tcp6" }.Select(table => $"/proc/{_process.Id}/net/{table}").Where(File.Exists).SelectMany(File.ReadLines)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > 9 && columns[3] == Listening && open.Contains($"socket:[{columns[9]}]"))
                .Select(columns => columns[9]),
        ];
    }

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static bool IsASetting(string name) =>
        name.StartsWith("SLS_", StringComparison.Ordinal)
        || name.StartsWith("SYSLOG_", StringComparison.Ordinal)
        || name.StartsWith("ALIBABA_CLOUD_", StringComparison.Ordinal)
        || name.StartsWith("OTEL_", StringComparison.Ordinal)
        || name is "NOTIFY_SOCKET" or "WATCHDOG_USEC" or "WATCHDOG_PID";

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
