using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SlsSyslog.FunctionCompute.Tests;

/// <summary>
/// The sample as the service starts it: its <c>bootstrap</c> with environment variables, but on loopback and a free port. It is the output
/// of this build, or the published program in the folder that <c>SLSSYSLOG_FUNCTION</c> specifies.
/// </summary>
internal sealed partial class FunctionProcess : IDisposable
{
    private const string StartPrefix = "FC Invoke Start RequestId: ";

    private static readonly string Folder = Environment.GetEnvironmentVariable("SLSSYSLOG_FUNCTION") is { Length: > 0 } published
        ? published
        : typeof(FunctionProcess).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "FunctionFolder")
            .Value!;

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private int _started;

    public FunctionProcess(params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(Path.Combine(Folder, "bootstrap"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SLS_LISTEN_ADDRESS"] = "127.0.0.1";
        start.Environment["FC_SERVER_PORT"] = "0";
        if (Path.GetDirectoryName(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")) is { Length: > 0 } root)
        {
            start.Environment["DOTNET_ROOT"] = root; // where the output of the build finds .NET
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

    public string Output => string.Join('\n', _lines);

    /// <summary>Gets the number of invocations that have started.</summary>
    public int Started => Volatile.Read(ref _started);

    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Suspends the process, as a freeze does (SIGSTOP).</summary>
    public void Freeze() => Signal("-STOP");

    /// <summary>Resumes the process (SIGCONT).</summary>
    public void Thaw() => Signal("-CONT");

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Terminate() => Signal("-TERM");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (http://127\.0\.0\.1:\d+)")]
    private static partial Regex ListeningLine();

    private void Signal(string signal)
    {
        using Process kill = Process.Start("kill", [signal, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.StartsWith(StartPrefix, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref _started);
        }
        else if (ListeningLine().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }
}
