using System.Diagnostics;
using System.Text;

namespace SlsSyslog.Tool.Tests;

/// <summary>Runs the tool, or another program, in a pseudo terminal, which the program script of util-linux provides.</summary>
internal sealed class TerminalProcess : IDisposable
{
    private const string Script = "/usr/bin/script";

    private readonly StringBuilder _output = new();
    private readonly Process _process;
    private readonly Task _reading;

    /// <summary>Starts the tool.</summary>
    public TerminalProcess(string folder, params string[] args)
        : this(folder, [.. ToolProcess.Program, .. args], [])
    {
    }

    private TerminalProcess(string folder, string[] program, Dictionary<string, string> variables)
    {
        string command = string.Join(' ', program.Select(part => $"'{part}'"));
        ProcessStartInfo start = new(Script, ["-q", "-e", "-c", command, "/dev/null"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    /// <summary>Gets a value that indicates whether there are pseudo terminals.</summary>
    public static bool IsAvailable => File.Exists(Script);

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

    /// <summary>Starts any program with additional variables.</summary>
    public static TerminalProcess Start(string folder, string[] program, Dictionary<string, string> variables) => new(folder, program, variables);

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
        await _reading.WaitAsync(deadline.Token); // the rest of the output
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
