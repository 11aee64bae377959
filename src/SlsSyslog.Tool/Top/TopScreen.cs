using Spectre.Console.Rendering;

namespace SlsSyslog.Tool;

/// <summary>Shows the status of a running forwarder on a terminal, refreshed in place, or once as a plain table.</summary>
/// <param name="console">The terminal, or the output without one.</param>
/// <param name="reader">Reads the status.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class TopScreen(IAnsiConsole console, StatusReader reader, TimeProvider timeProvider)
{
    private StatusDocument? _last;

    /// <summary>Gets or sets the time between two refreshes.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Shows the status once.</summary>
    /// <exception cref="StatusUnavailableException">The status cannot be read.</exception>
    public async Task ShowOnceAsync(CancellationToken cancellationToken)
    {
        _last = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        console.Write(CreateView(error: null));
    }

    /// <summary>Shows the status until it is canceled. While the forwarder does not respond, the last status remains with the error.</summary>
    /// <exception cref="StatusUnavailableException">The status cannot be read the first time.</exception>
    public async Task RunAsync(CancellationToken until)
    {
        _last = await reader.ReadAsync(until).ConfigureAwait(false);
        await console.Live(CreateView(error: null)).StartAsync(async screen =>
        {
            using PeriodicTimer timer = new(Interval, timeProvider);
            try
            {
                while (await timer.WaitForNextTickAsync(until).ConfigureAwait(false))
                {
                    screen.UpdateTarget(await RefreshAsync(until).ConfigureAwait(false));
                }
            }
            catch (OperationCanceledException) when (until.IsCancellationRequested)
            {
                // The last table remains on the terminal.
            }
        }).ConfigureAwait(false);
    }

    private async Task<IRenderable> RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            _last = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return CreateView(error: null);
        }
        catch (StatusUnavailableException exception)
        {
            return CreateView(exception.Message);
        }
    }

    private Rows CreateView(string? error)
    {
        StatusDocument document = _last!;
        List<IRenderable> rows = [new OneLine(Describe(document)), StatusView.Create(document.Status)];
        rows.AddRange((document.Health?.Reasons ?? []).Select(reason => new OneLine(PlainText.Clean(reason.ToString()), new Style(Color.Yellow))));
        if (error is not null)
        {
            rows.Add(new OneLine($"Not current: {error}", new Style(Color.Red)));
        }

        return new Rows(rows);
    }

    private string Describe(StatusDocument document)
    {
        SlsSyslogStatus status = document.Status;
        string health = document.Health is { } known ? $", {known.Status.ToLowerInvariant()}" : "";
        return $"{reader.Address.Authority}, version {status.Version}, up {DurationText.Format(status.Time - status.StartedAt)}{health}";
    }
}
