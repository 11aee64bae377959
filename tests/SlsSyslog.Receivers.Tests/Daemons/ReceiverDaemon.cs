using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// A real syslog daemon as a child of this process: own temporary folder, free ports, and started only when every port is
/// listened to by this very child. It can be killed and started again on the same ports; what it stored stays.
/// <code>
/// await using RsyslogDaemon rsyslog = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
/// ReceivedLog received = rsyslog.OpenLog();                // only what is stored from now on
/// ... send to rsyslog.EndPointOf("tcp"), rsyslog.Kill(), await rsyslog.RestartAsync() ...
/// IReadOnlyList&lt;ReceivedMessage&gt; messages = await received.ReadAsync("tcp", count: 20_000);
/// </code>
/// The listeners' names are in Daemons/Configuration, their certificates are <see cref="TestCertificates"/>. Tests that do no
/// harm to a daemon share those of <see cref="ReceiversFixture"/>.
/// </summary>
public abstract partial class ReceiverDaemon : IAsyncDisposable
{
    private const int Terminate = 15;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, ReceiverListener> _listeners = [];
    private Process? _process;
    private StringBuilder _output = new();

    private protected ReceiverDaemon(ReceiverDaemonOptions options)
    {
        Options = options;
        Folder = Directory.CreateTempSubdirectory("slssyslog-receiver-").FullName;
    }

    /// <summary>What the daemon was started with.</summary>
    public ReceiverDaemonOptions Options { get; }

    /// <summary>The daemon's own temporary folder.</summary>
    public string Folder { get; }

    /// <summary>The process while the daemon runs.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The daemon does not run.");

    private protected string MessagesFile => Path.Combine(Folder, "messages.jsonl");

    private string ConfigurationFile => Path.Combine(Folder, "daemon.conf");

    /// <summary>Where a listener listens.</summary>
    /// <param name="listener">Its name in the configuration.</param>
    public IPEndPoint EndPointOf(string listener) => new(IPAddress.Loopback, _listeners[listener].Port);

    /// <summary>Reads what the daemon stores from now on.</summary>
    public ReceivedLog OpenLog() => new(MessagesFile, Diagnose);

    /// <summary>What the daemon says about itself: standard output, errors and its own log.</summary>
    public string Diagnose()
    {
        string log = Path.Combine(Folder, "internal.log");
        string state = _process is null ? "stopped" : _process.HasExited ? $"ended with {_process.ExitCode}" : $"running as {_process.Id}";
        lock (_output)
        {
            return $"{GetType().Name} is {state}. Its output: {_output}\nIts log: {(File.Exists(log) ? File.ReadAllText(log) : "none")}";
        }
    }

    /// <summary>Starts it again on the ports it had, after <see cref="Kill"/> or <see cref="StopAsync"/>.</summary>
    public async Task RestartAsync()
    {
        StartProcess();
        await WaitUntilListeningAsync();
    }

    /// <summary>Ends it at once (SIGKILL); returns when it is gone.</summary>
    public void Kill()
    {
        Process process = Release();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Ends it as its service manager does (SIGTERM); returns when it is gone.</summary>
    public async Task StopAsync()
    {
        using Process process = Release();
        if (SendSignal(process.Id, Terminate) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException($"Process {process.Id} cannot be signalled: error {Marshal.GetLastPInvokeError()}.");
        }

        using CancellationTokenSource deadline = new(Deadline);
        await process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>Ends it and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            Kill();
        }

        await Task.Run(() => Directory.Delete(Folder, recursive: true));
        GC.SuppressFinalize(this);
    }

    private protected async Task StartChildAsync()
    {
        // Nothing reserves a port between its choice and the daemon's own bind, so another program may be faster: choose again.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                WriteConfiguration();
                StartProcess();
                await WaitUntilListeningAsync();
                return;
            }
            catch (ReceiverStartException) when (attempt < 4 && _process is not null)
            {
                Kill();
            }
            catch
            {
                await DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>The template's name, then what its placeholders stand for, ports excepted.</summary>
    private protected abstract (string Template, Dictionary<string, string> Values) Configure();

    private protected abstract ProcessStartInfo CreateStartInfo(string configurationFile);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);

    [GeneratedRegex("@port:(tcp|udp):([a-z0-9-]+)@")]
    private static partial Regex PortPlaceholder();

    private void WriteConfiguration()
    {
        (string template, Dictionary<string, string> values) = Configure();
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Daemons", "Configuration", template));
        _listeners.Clear();
        text = PortPlaceholder().Replace(text, placeholder =>
        {
            ReceiverListener listener = new(placeholder.Groups[1].Value, FreePorts.Take());
            _listeners.Add(placeholder.Groups[2].Value, listener);
            return listener.Port.ToString(CultureInfo.InvariantCulture);
        });
        foreach ((string name, string value) in values)
        {
            text = text.Replace($"@{name}@", value, StringComparison.Ordinal);
        }

        File.WriteAllText(ConfigurationFile, text);
    }

    private void StartProcess()
    {
        ProcessStartInfo start = CreateStartInfo(ConfigurationFile);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        StringBuilder output = _output = new StringBuilder();
        _process = Process.Start(start) ?? throw new ReceiverStartException($"{start.FileName} did not start.");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();

        void Keep(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private async Task WaitUntilListeningAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            string[] missing = [.. ProcessSockets.MissingFrom(ProcessId, _listeners.Values).Select(listener => listener.ToString())];
            if (missing.Length == 0)
            {
                return;
            }

            if (_process!.HasExited || Stopwatch.GetElapsedTime(start) > Deadline)
            {
                throw new ReceiverStartException($"Not listened to by the child: {string.Join(", ", missing)}. {Diagnose()}");
            }

            await Task.Delay(20);
        }
    }

    private Process Release()
    {
        Process process = _process ?? throw new InvalidOperationException("The daemon does not run.");
        _process = null;
        return process;
    }
}
