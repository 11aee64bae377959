using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Tool.Tests;

public sealed class ReplayViewTests
{
    [Fact]
    public async Task Replay_Terminal_ShowsABarWithTheRateAndTheTimeLeft()
    {
        Assert.SkipUnless(TerminalProcess.IsAvailable, "This needs the program script of util-linux.");
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 3000);
        using TerminalProcess tool = new(
            scene.Tool.Folder, "replay", "--from", scene.Time(1), "--to", scene.Time(2), "--rate", "600", "--config", scene.Tool.Settings);

        Assert.True(await tool.WaitForExitAsync() == 0, tool.Output);

        Assert.Matches(@"[━-]{10}", tool.Output);
        Assert.Matches(@"[1-9]\d? %, \d+ records, \d+ records/s, [^\e]+ left", tool.Output);
        Assert.Contains("3000 delivered, 0 filtered", tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_NoTerminal_WritesALineFromTimeToTime()
    {
        FakeTimeProvider timeProvider = new();
        TaskCompletionSource replay = new();
        using StringReader input = new("");
        using StringWriter output = new();
        using SharedWriter error = new();
        ToolConsole console = new(input, output, error, isInteractive: false, isTerminal: false, isErrorTerminal: false);
        ReplaySample sample = new(LogGroups: 100, Confirmed: 25, Records: 50, TimeSpan.FromSeconds(10), ConfirmedBefore: 0);

        Task showing = ReplayView.ShowAsync(console, replay.Task, () => sample, timeProvider);
        await Eventually.TrueAsync(() =>
        {
            timeProvider.Advance(TimeSpan.FromSeconds(10));
            return error.Text.Length > 0;
        });
        replay.SetResult();
        await showing.WaitAsync(Eventually.Deadline);

        Assert.StartsWith("25 %, 50 records, 5 records/s, 30 s left\n", error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', error.Text);
        Assert.Equal("", output.ToString());
    }
}
