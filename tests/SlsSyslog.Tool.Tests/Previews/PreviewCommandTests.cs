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

    [Fact]
    public async Task Preview_FileWithoutCredentials_ShowsTheRecords()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("preview-");
        string file = Path.Combine(folder.FullName, "records.jsonl");
        await File.WriteAllTextAsync(file, """{"number":"7"}""");
        using ToolProcess tool = new(
            "preview", "--file", file, "--SlsSyslog:Source:Endpoint", "cn-hangzhou.log.aliyuncs.com", "--SlsSyslog:Source:Project", "sec-prod",
            "--SlsSyslog:Source:Logstore", "actiontrail", "--SlsSyslog:Source:ConsumerGroup", "siem",
            "--SlsSyslog:Destination:Servers:0", "tcp://127.0.0.1:514", "--json");

        Assert.True(await tool.WaitForExitAsync() == 0, tool.Error);
        Assert.Contains("number=7", tool.Out, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("'0' is not a valid value of --count", "preview", "--count", "0")]
    [InlineData("'soon' is not a valid value of --from", "preview", "--from", "soon")]
    [InlineData("is in the future", "preview", "--from", "2100-01-01")]
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
