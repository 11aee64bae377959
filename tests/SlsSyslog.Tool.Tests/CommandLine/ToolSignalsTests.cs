namespace SlsSyslog.Tool.Tests;

public sealed class ToolSignalsTests
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Replay_SecondCtrlC_EndsAtOnce()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 100);
        using ToolProcess tool = new("replay", "--from", scene.Time(1), "--to", scene.Time(2), "--rate", "1", "--config", scene.Tool.Settings);
        await Eventually.TrueAsync(() => scene.Siem.Messages.Count > 0, () => tool.Error);

        tool.Signal("INT");
        await Eventually.TrueAsync(() => tool.Error.Contains("Ctrl-C again ends immediately", StringComparison.Ordinal), () => tool.Error);
        Assert.False(tool.HasExited);
        tool.Signal("INT");

        Assert.Equal(130, await tool.WaitForExitAsync().WaitAsync(AtOnce));
    }

    [Fact]
    public async Task Run_SecondCtrlC_EndsAtOnce()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 100);
        using ToolProcess tool = new(
            new Dictionary<string, string> { ["SLS_LOG_FILE"] = "off" },
            "run", "--config", scene.Tool.Settings, "--SlsSyslog:Source:StartFrom", "Earliest", "--SlsSyslog:Destination:MaxRecordsPerSecond", "1");
        await Eventually.TrueAsync(() => scene.Siem.Messages.Count > 0, () => tool.Out + tool.Error);

        tool.Signal("INT");
        await Eventually.TrueAsync(
            () => tool.Out.Contains("A second Ctrl-C ends it immediately.", StringComparison.Ordinal), () => tool.Out + tool.Error);
        Assert.False(tool.HasExited);
        tool.Signal("INT");

        Assert.Equal(130, await tool.WaitForExitAsync().WaitAsync(AtOnce));
    }
}
