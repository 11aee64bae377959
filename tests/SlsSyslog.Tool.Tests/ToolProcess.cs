using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace SlsSyslog.Tool.Tests;

/// <summary>
/// Runs the tool as users do: as a process, in a separate folder. It is the output of this build, or the native program that
/// <c>SLSSYSLOG_TOOL</c> specifies.
/// </summary>
internal sealed class ToolProcess : IDisposable
{
    private static readonly string[] Settings = ["SLS_", "SYSLOG_", "SLSSYSLOG_", "ALIBABA_CLOUD_", "OTEL_", "NOTIFY_", "WATCHDOG_"];

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Process _process;

    public ToolProcess(params string[] args)
        : this(new Dictionary<string, string>(), args)
    {
    }

    public ToolProcess(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        string[] command = [.. Program, .. args];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
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
        _process.OutputDataReceived += (_, e) => Keep(_output, e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(_error, e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the command that starts the tool.</summary>
    public static string[] Program { get; } = Environment.GetEnvironmentVariable("SLSSYSLOG_TOOL") is { Length: > 0 } native
        ? [native]
        :
        [
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            typeof(ToolProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ToolPath").Value!,
        ];

    /// <summary>Gets the current folder of the process.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("tool-").FullName;

    /// <summary>Gets the standard output so far.</summary>
    public string Out => Read(_output);

    /// <summary>Gets the standard error stream so far.</summary>
    public string Error => Read(_error);

    public bool HasExited => _process.HasExited;

    /// <summary>Gets the writer to the standard input.</summary>
    public StreamWriter In => _process.StandardInput;

    /// <summary>Sends a signal: INT, TERM or another one.</summary>
    public void Signal(string name) => Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

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
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static bool IsASetting(string name) => Settings.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            if (line is not null)
            {
                text.Append(line).Append('\n');
            }
        }
    }
}
