using System.Diagnostics;
using System.Text;

namespace SlsSyslog.Tool.Tests;

/// <summary>Runs the tool in a pseudo terminal, which the program script of util-linux provides.</summary>
internal sealed class TerminalProcess : IDisposable
{
    private readonly StringBuilder _output = new();
    private readonly Process _process;

    public TerminalProcess(string folder, params string[] args)
    {
        string command = string.Join(' ', ToolProcess.Program.Concat(args).Select(part => $"'{part}'"));
        _process = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-q", "-e", "-c", command, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _ = ReadAsync();
    }

    /// <summary>Gets what the terminal shows.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public Task ShowsAsync(string text) =>
        Eventually.TrueAsync(() => Output.Contains(text, StringComparison.Ordinal), () => Output, TimeSpan.FromSeconds(30), $"'{text}' is shown");

    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        char[] buffer = new char[1024];
        while (await _process.StandardOutput.ReadAsync(buffer) is > 0 and int count)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, count);
            }
        }
    }
}
