using System.Diagnostics;
using SlsSyslog.EndToEnd;

namespace SlsSyslog.Footprint;

/// <summary>A program under measurement, read from <c>/proc</c>. It is stopped with this object, and its output is discarded.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private readonly Process _process;

    public MeasuredProcess(string path, string[] arguments, params (string Name, string Value)[] variables)
    {
        ProcessStartInfo start = new(path, arguments) { RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(path) };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(start)!;
        Counters = new ProcessCounters(_process.Id);
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public long Started { get; }

    public ProcessCounters Counters { get; }

    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"{_process.StartInfo.FileName} ended with {_process.ExitCode}.");
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
