using System.Diagnostics;
using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>
/// A process that answers each line on its standard input with one line. It ends when its input is closed. Its errors are shown.
/// </summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly bool _endsWithInput;
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Starts a program.</summary>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="endsWithInput">A value that indicates whether it ends when its input is closed. Otherwise, it is killed.</param>
    /// <param name="variables">Further environment variables.</param>
    public ChildProcess(string path, IEnumerable<string> arguments, bool endsWithInput = true, params (string Name, string Value)[] variables)
    {
        _endsWithInput = endsWithInput;
        ProcessStartInfo start = new(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        Counters = new ProcessCounters(_process.Id);
    }

    /// <summary>Gets the time of the start.</summary>
    public long Started { get; }

    public ProcessCounters Counters { get; }

    /// <summary>Starts this program in another role.</summary>
    public static ChildProcess StartRole(string role)
    {
        string path = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(path) == "dotnet";
        return new ChildProcess(path, isHost ? [typeof(ChildProcess).Assembly.Location, role] : [role]);
    }

    /// <summary>Sends a command and gets the answer.</summary>
    public async Task<string> AskAsync(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            await _process.StandardInput.FlushAsync();
            return await ReadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<long> AskNumberAsync(string command) => long.Parse(await AskAsync(command), CultureInfo.InvariantCulture);

    /// <summary>Reads one line of output.</summary>
    public async Task<string> ReadAsync() =>
        await _process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} ended early.");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_endsWithInput || !_process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _turn.Dispose();
    }
}
