using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SlsSyslog.FaultSuite;

/// <summary>
/// The Forwarder sample in a separate process that can be killed. It is the output of this build, or the published program that
/// <c>SLSSYSLOG_FORWARDER</c> specifies.
/// </summary>
public sealed class ForwarderChild : IAsyncDisposable
{
    private static readonly string ForwarderPath = typeof(ForwarderChild).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ForwarderPath").Value!;

    private static readonly string? PublishedPath = Environment.GetEnvironmentVariable("SLSSYSLOG_FORWARDER") is { Length: > 0 } path ? path : null;

    private readonly Process _process;

    public ForwarderChild(Scene scene, string consumer)
    {
        string[] command = PublishedPath is null
            ? [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ForwarderPath]
            : [PublishedPath];
        ProcessStartInfo start = new(command[0], command[1..])
        {
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(scene.Folder, consumer)).FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string? name, string? value) in Settings(scene, consumer))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => scene.Log.Enqueue($"{consumer} {line.Data}");
        _process.ErrorDataReceived += (_, line) => scene.Log.Enqueue($"{consumer} {line.Data}");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Kills it (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Gets the CPU time that it has used so far, and its peak of resident memory in bytes.</summary>
    public (TimeSpan Cpu, long PeakBytes) Usage
    {
        get
        {
            _process.Refresh();
            return (_process.TotalProcessorTime, _process.PeakWorkingSet64);
        }
    }

    /// <summary>Sends it a signal, such as STOP or CONT.</summary>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Asks it to stop (SIGTERM) and waits for its exit code.</summary>
    public async Task<int> StopAsync()
    {
        Signal("TERM");
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
    }

    private static Dictionary<string, string> Settings(Scene scene, string consumer) => new()
    {
        ["SLS_ENDPOINT"] = scene.Sls.Endpoint.ToString(),
        ["SLS_AK_ID"] = "testak",
        ["SLS_AK_KEY"] = "testsk",
        ["SLS_PROJECT"] = Scene.Project,
        ["SLS_LOGSTORE"] = Scene.Logstore,
        ["SLS_CG"] = Scene.Group,
        ["SLS_CONSUMER"] = consumer,
        ["SLS_HEARTBEAT_INTERVAL"] = "1",
        ["SYSLOG_HOST"] = "127.0.0.1",
        ["SYSLOG_PORT"] = scene.Siem.Port.ToString(CultureInfo.InvariantCulture),
        ["SYSLOG_PROTOCOL"] = "tcp",
        ["SlsSyslog__Source__DrainTimeout"] = "00:00:05",
        ["SlsSyslog__Source__GroupTimeout"] = Scene.GroupTimeout.ToString("c", CultureInfo.InvariantCulture),
    };
}
