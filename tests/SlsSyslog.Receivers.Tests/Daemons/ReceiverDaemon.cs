using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace SlsSyslog.Receivers.Tests;

/// <summary>
/// Runs a real syslog daemon as a child process with a temporary folder and free ports. The start completes when the child process
/// listens on every port. The daemon can be killed and restarted on the same ports, and keeps what it has stored.
/// <code>
/// await using RsyslogDaemon rsyslog = await RsyslogDaemon.StartAsync(new() { Queue = QueueKind.Direct });
/// ReceivedLog received = rsyslog.OpenLog();                // only what is stored from now on
/// ... send to rsyslog.EndPointOf("tcp"), rsyslog.Kill(), await rsyslog.RestartAsync() ...
/// IReadOnlyList&lt;ReceivedMessage&gt; messages = await received.ReadAsync("tcp", count: 20_000);
/// </code>
/// The names of the listeners are in Daemons/Configuration, their certificates are in <see cref="TestCertificates"/>. Tests that do not
/// stop or reconfigure a daemon share those of <see cref="ReceiversFixture"/>.
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

    /// <summary>Gets the options of the daemon.</summary>
    public ReceiverDaemonOptions Options { get; }

    /// <summary>Gets the temporary folder of the daemon.</summary>
    public string Folder { get; }

    /// <summary>Gets the process ID while the daemon is running.</summary>
    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The daemon is not running.");

    private protected string MessagesFile => Path.Combine(Folder, "messages.jsonl");

    private string ConfigurationFile => Path.Combine(Folder, "daemon.conf");

    /// <summary>Returns the endpoint of a listener.</summary>
    /// <param name="listener">The name of the listener in the configuration.</param>
    public IPEndPoint EndPointOf(string listener) => new(IPAddress.Loopback, _listeners[listener].Port);

    /// <summary>Opens a log of what the daemon stores from now on.</summary>
    public ReceivedLog OpenLog() => new(MessagesFile, Diagnose);

    /// <summary>Returns the output and the log of the daemon.</summary>
    public string Diagnose()
    {
        string log = Path.Combine(Folder, "internal.log");
        string state = _process is null ? "stopped" : _process.HasExited ? $"ended with {_process.ExitCode}" : $"running as {_process.Id}";
        lock (_output)
        {
            return $"{GetType().Name} is {state}. Its output: {_output}\nIts log: {(File.Exists(log) ? File.ReadAllText(log) : "none")}";
        }
    }

    /// <summary>Restarts the daemon on the same ports, after <see cref="Kill"/> or <see cref="StopAsync"/>.</summary>
    public async Task RestartAsync()
    {
        StartProcess();
        await WaitUntilListeningAsync();
    }

    /// <summary>Kills the daemon (SIGKILL) and waits for its end.</summary>
    public void Kill()
    {
        Process process = Release();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Stops the daemon as a service manager does (SIGTERM) and waits for its end.</summary>
    public async Task StopAsync()
    {
        using Process process = Release();
        if (SendSignal(process.Id, Terminate) != 0 && !process.HasExited)
        {
            throw new InvalidOperationException($"Process {process.Id} cannot be signaled: error {Marshal.GetLastPInvokeError()}.");
        }

        using CancellationTokenSource deadline = new(Deadline);
        await process.WaitForExitAsync(deadline.Token);
    }

    /// <summary>Kills the daemon and deletes its folder.</summary>
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
        // Another program may bind a port before the daemon does. Then choose other ports.
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

    /// <summary>Gets the name of the template and the values of its placeholders, except ports.</summary>
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
                throw new ReceiverStartException($"The daemon does not listen on {string.Join(", ", missing)}. {Diagnose()}");
            }

            await Task.Delay(20);
        }
    }

    private Process Release()
    {
        Process process = _process ?? throw new InvalidOperationException("The daemon is not running.");
        _process = null;
        return process;
    }
}
