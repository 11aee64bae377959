using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SlsSyslog.SendLines.Tests;

/// <summary>
/// Runs a sample as users do: in a shell, which may redirect its input and output. Signals that the runner of the tests ignores are not ignored.
/// </summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly Process _process;

    /// <summary>Starts a sample.</summary>
    /// <param name="sample">The name of the sample.</param>
    /// <param name="redirection">The redirection in the shell, such as <c>&lt; FILE</c>.</param>
    /// <param name="arguments">The arguments.</param>
    public SampleProcess(string sample, string redirection, params string[] arguments)
    {
        string path = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == sample).Value!;
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new("/bin/sh", ["-c", $"exec env --default-signal \"$0\" \"$@\" {redirection}", dotnet, path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, e) => Keep(e.Data);
        _process.ErrorDataReceived += (_, e) => Keep(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Gets the standard input, which stays open until it is closed.</summary>
    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Gets the output so far, of both streams.</summary>
    public string Output => string.Join('\n', _lines);

    public async Task WriteAsync(ReadOnlyMemory<byte> text)
    {
        await Input.WriteAsync(text);
        await Input.FlushAsync();
    }

    public void Signal(string name) => Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process has not ended.\n{Output}");
        }

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
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
        }
    }
}
