using SlsSyslog.Tool;

namespace SlsSyslog.QuickStart;

/// <summary>Shows what happens until it is disposed: a live table on a terminal, plain lines elsewhere.</summary>
internal sealed class RunProgress : IAsyncDisposable
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _ended = new();
    private readonly ISlsSyslogStatus _status;
    private readonly Task _task;
    private volatile string _note = "";

    public RunProgress(ISlsSyslogStatus status)
    {
        _status = status;
        _task = IsLive ? new StatusScreen(AnsiConsole.Console, TimeProvider.System).RunAsync(status, () => _note, _ended.Token) : WriteLinesAsync();
    }

    public static bool IsLive { get; } = StatusScreen.IsSupported;

    /// <summary>Shows an event.</summary>
    public void Note(string text)
    {
        _note = text;
        if (!IsLive)
        {
            Console.WriteLine(text);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _task;
        _ended.Dispose();
    }

    private async Task WriteLinesAsync()
    {
        using PeriodicTimer timer = new(LineInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                WriteLines();
            }
        }
        catch (OperationCanceledException)
        {
            WriteLines();
        }
    }

    private void WriteLines()
    {
        foreach (RouteStatus route in _status.GetStatus().Routes)
        {
            Console.WriteLine(StatusLine.Create(route));
        }
    }
}
