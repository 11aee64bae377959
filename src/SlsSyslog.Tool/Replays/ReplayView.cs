namespace SlsSyslog.Tool;

/// <summary>Shows the progress of a replay: a bar on a terminal, otherwise a line from time to time.</summary>
internal static class ReplayView
{
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>Shows the progress until a task ends, whatever its result.</summary>
    public static async Task ShowAsync(ToolConsole console, Task replay, Func<ReplaySample> sample, TimeProvider timeProvider)
    {
        if (!console.People.Profile.Capabilities.Interactive)
        {
            while (!await EndsWithinAsync(replay, LineInterval, timeProvider).ConfigureAwait(false))
            {
                await console.Error.WriteLineAsync(sample().ToString()).ConfigureAwait(false);
            }

            return;
        }

        await console.People.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new TaskDescriptionColumn()).StartAsync(async progress =>
        {
            ProgressTask bar = progress.AddTask(Markup.Escape(sample().ToString()), maxValue: 1);
            while (!await EndsWithinAsync(replay, BarInterval, timeProvider).ConfigureAwait(false))
            {
                ReplaySample current = sample();
                bar.IsIndeterminate = current.LogGroups == 0;
                bar.Value = current.Fraction;
                bar.Description = Markup.Escape(current.ToString());
            }
        }).ConfigureAwait(false);
    }

    private static async Task<bool> EndsWithinAsync(Task replay, TimeSpan time, TimeProvider timeProvider) =>
        await Task.WhenAny(replay, Task.Delay(time, timeProvider, CancellationToken.None)).ConfigureAwait(false) == replay;
}
