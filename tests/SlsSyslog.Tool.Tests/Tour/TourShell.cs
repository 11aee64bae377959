using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SlsSyslog.Tool.Tests;

/// <summary>A shell in a separate folder, in which <c>sls-syslog</c> is the tool of this build.</summary>
internal sealed class TourShell : IAsyncDisposable
{
    private const string Mark = "--- end of the command";

    private readonly string _folder = Directory.CreateTempSubdirectory("tour-").FullName;
    private readonly Process _bash;

    public TourShell()
    {
        ProcessStartInfo start = new("bash", ["--norc"])
        {
            WorkingDirectory = _folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = $"{InstalledTool.Create(_folder)}:{start.Environment["PATH"]}";
        start.Environment["HOME"] = _folder;
        _bash = Process.Start(start)!;
        _bash.StandardInput.WriteLine("exec 2>&1");
    }

    /// <summary>Runs a command and returns what it prints on both streams.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        // The mark keeps the exit code for a following "echo $?".
        await _bash.StandardInput.WriteAsync($"{command}\n{{ code=$?; echo '{Mark}'; (exit $code); }}\n".AsMemory(), cancellationToken);
        await _bash.StandardInput.FlushAsync(cancellationToken);
        StringBuilder output = new();
        while (await _bash.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.EndsWith(Mark, StringComparison.Ordinal))
            {
                return output.Append(line.AsSpan(0, line.Length - Mark.Length)).ToString();
            }

            output.Append(CultureInfo.InvariantCulture, $"{line}\n");
        }

        throw new InvalidOperationException($"The shell ended: {output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_bash.HasExited)
        {
            await _bash.StandardInput.WriteLineAsync("kill -9 $(jobs -p) 2>/dev/null; exit");
            await _bash.StandardInput.FlushAsync();
            using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
            await _bash.WaitForExitAsync(deadline.Token);
        }

        _bash.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
