using SlsSyslog.Tool;

namespace SlsSyslog.QuickStart;

/// <summary>Shows the status of all routes on a terminal and refreshes it in place.</summary>
/// <param name="console">The terminal.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class StatusScreen(IAnsiConsole console, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Gets a value that indicates whether the standard output can show the screen: it is a terminal that knows escape sequences, and
    /// <c>NO_COLOR</c> is not set. Otherwise, programs write plain lines.
    /// </summary>
    public static bool IsSupported =>
        !Console.IsOutputRedirected
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && AnsiConsole.Profile.Capabilities.Ansi;

    /// <summary>Shows the status until it is canceled. The last table remains on the terminal.</summary>
    /// <param name="status">The source of the status.</param>
    /// <param name="note">Gets a line that is shown below the table; an empty line shows none.</param>
    /// <param name="until">Ends the screen.</param>
    /// <returns>A task that completes when the screen has ended.</returns>
    public Task RunAsync(ISlsSyslogStatus status, Func<string> note, CancellationToken until)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(note);
        return console.Live(StatusView.Create(status.GetStatus(), note())).StartAsync(async screen =>
        {
            using PeriodicTimer timer = new(Interval, timeProvider);
            try
            {
                while (await timer.WaitForNextTickAsync(until).ConfigureAwait(false))
                {
                    screen.UpdateTarget(StatusView.Create(status.GetStatus(), note()));
                }
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                screen.UpdateTarget(StatusView.Create(status.GetStatus(), note()));
            }
        });
    }
}
