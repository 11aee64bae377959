namespace SlsSyslog.Tool.Tests;

public sealed class PreviewCommandTests
{
    [Fact]
    public async Task Preview_Logs_ShowsMessagesAndSendsNothing()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(shard: 0, minute: 1, groups: 3);
        string groups = (await scene.Tool.RunAsync("groups", "list", "--json")).Out;

        ToolRun run = await scene.Tool.RunAsync("preview", "--count", "2", "--from", scene.Time(0), "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("number=0", lines[0], StringComparison.Ordinal);
        Assert.Empty(scene.Siem.Messages);
        Assert.Equal(groups, (await scene.Tool.RunAsync("groups", "list", "--json")).Out);
    }

    [Theory]
    [InlineData("'0' is not a valid value of --count", "preview", "--count", "0")]
    [InlineData("'soon' is not a valid value of --from", "preview", "--from", "soon")]
    [InlineData("records.jsonl", "preview", "--file", "records.jsonl")]
    [InlineData("--from has no effect on a file", "preview", "--file", "records.jsonl", "--from", "1h")]
    [InlineData("audit", "preview", "--route", "audit")]
    [InlineData("--cuont", "preview", "--cuont", "1")]
    public async Task Preview_WrongUse_SaysWhatToDo(string expected, params string[] args)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();

        (await scene.Tool.RunAsync(args)).AssertRefused(expected);
    }
}
