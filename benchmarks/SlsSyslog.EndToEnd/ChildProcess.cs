using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>This program in another role, as a separate process, so that its CPU time is not included. Ends when its input is closed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    /// <summary>Starts a role and waits for the line it prints when it is ready.</summary>
    public static async Task<(ChildProcess Child, string[] Ready)> StartAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Insert(0, typeof(ChildProcess).Assembly.Location);
        }

        Process process = Process.Start(start)!;
        string? ready = await process.StandardOutput.ReadLineAsync();
        return (new ChildProcess(process), ready?.Split(' ') ?? throw new InvalidOperationException($"the role {arguments[0]} ended early"));
    }

    /// <summary>Asks the child for its counts.</summary>
    public async Task<long> AskAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
