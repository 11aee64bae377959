using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.Footprint;

/// <summary>A program under measurement, read from <c>/proc</c>. It is stopped with this object, and its output is discarded.</summary>
internal sealed class MeasuredProcess : IDisposable
{
    private const double TicksPerSecond = 100; // USER_HZ, which is the same on every Linux system that .NET supports.

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
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public long Started { get; }

    /// <summary>The maximum resident memory, in megabytes (10^6).</summary>
    public double PeakMegabytes
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
    }

    /// <summary>User and system time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            // Fields 14 and 15 of proc(5), counted after the name in brackets, which can contain spaces.
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            double ticks = double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
            return TimeSpan.FromSeconds(ticks / TicksPerSecond);
        }
    }

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
