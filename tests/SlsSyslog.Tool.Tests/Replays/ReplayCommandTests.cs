using System.Text.Json;

namespace SlsSyslog.Tool.Tests;

public sealed class ReplayCommandTests
{
    [Fact]
    public async Task Replay_Period_SendsExactlyTheRecordsOfThePeriod()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync(shards: 2);
        scene.Receive(0, minute: 1, groups: 5);
        scene.Receive(0, minute: 3, groups: 5);
        scene.Receive(1, minute: 4, groups: 5);
        scene.Receive(1, minute: 8, groups: 5);
        string before = scene.Sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor;

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(3), "--to", scene.Time(8), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Enumerable.Range(5, 10), scene.Arrived.Order());
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(("replay", 10), (result.GetProperty("route").GetString(), result.GetProperty("delivered").GetInt32()));
        Assert.StartsWith("slssyslog-replay-", result.GetProperty("group").GetString(), StringComparison.Ordinal);
        Assert.Equal(["siem"], scene.Sls.Logstore.ConsumerGroups.Select(group => group.Name));
        Assert.Equal(before, scene.Sls.Logstore.FindConsumerGroup("siem")!.Checkpoints[0].Cursor);
        Assert.DoesNotContain(scene.Siem.Messages[0].Text, ReplayNames.MarkField, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_Mark_AddsTheField()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 3);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2), "--mark");

        Assert.Equal((0, "3 delivered, 0 filtered, 0 dead-lettered, 0 skipped.\n"), (run.ExitCode, run.Out));
        Assert.All(scene.Siem.Messages, message => Assert.Contains(
            $"{ReplayNames.MarkField}=true", message.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replay_Rate_IsNotExceeded()
    {
        const int Rate = 500;
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 2000);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2), "--rate", $"{Rate}", "--json");

        // The first second can begin with what a second allows.
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((0, 2000), (run.ExitCode, result.GetProperty("delivered").GetInt32()));
        Assert.True(result.GetProperty("seconds").GetDouble() >= (2000.0 / Rate) - 1, run.Out);
    }

    [Fact]
    public async Task Replay_RouteWithALedger_IsInASeparateLedgerThatVerifyReads()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("replay-");
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Ledger": { "Folder": "{{folder.FullName}}" }""");
        scene.Receive(0, minute: 1, groups: 5);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2));
        ToolRun proof = await scene.Tool.RunAsync("verify", "--from", scene.Time(0), "--to", scene.Time(10), "--reread", "--json");

        Assert.Equal((0, 0), (run.ExitCode, proof.ExitCode));
        Assert.Equal("replay", JsonDocument.Parse(proof.Out).RootElement.GetProperty("chains")[0].GetProperty("route").GetString());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Replay_MissingRangesOfAReport_SendsOnlyThem()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("replay-");
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Ledger": { "Folder": "{{folder.FullName}}" }""");
        LedgerLines ledger = new(folder.FullName, "default");
        (string first, string second) = scene.Receive(0, minute: 1, groups: 5);
        ledger.Add("0", scene.Sls.Start.AddMinutes(1), first, second, 5);
        (string _, string third) = scene.Receive(0, minute: 2, groups: 3);
        (string _, string last) = scene.Receive(0, minute: 3, groups: 5);
        ledger.Add("0", scene.Sls.Start.AddMinutes(3), third, last, 5);
        scene.Sls.Commit(0);
        scene.Receive(0, minute: 4, groups: 5); // pending
        string report = Path.Combine(scene.Tool.Folder, "report.json");
        Assert.Equal(1, (await scene.Tool.RunAsync("verify", "--from", scene.Time(0), "--to", scene.Time(10), "--output", report)).ExitCode);

        ToolRun run = await scene.Tool.RunAsync("replay", "--missing", report);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal([5, 6, 7], scene.Arrived);
        Assert.Equal(0, (await scene.Tool.RunAsync(
            "verify", "--from", scene.Time(0), "--to", scene.Time(4), "--reread")).ExitCode);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Replay_ReportWithoutMissingRanges_SaysSo()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Ledger": { "Folder": "{{Path.GetTempPath()}}" }""");
        string report = Path.Combine(scene.Tool.Folder, "report.json");
        await scene.Tool.RunAsync("verify", "--from", scene.Time(0), "--to", scene.Time(10), "--output", report);

        ToolRun run = await scene.Tool.RunAsync("replay", "--missing", report);

        Assert.Equal((0, ""), (run.ExitCode, run.Out));
        Assert.Contains("There is nothing to replay", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_DeadLetters_SendsThemAndLeavesTheFiles()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        string letters = Path.Combine(scene.Tool.Folder, "letters.jsonl");
        await File.WriteAllLinesAsync(letters, Enumerable.Range(0, 3).Select(number =>
            """{"at":"2026-01-31T08:00:00Z","route":"default","shard":"actiontrail/0","reason":"r","record":"""
            + $$"""{"time":1768464550,"timeNs":0,"topic":"","source":"","tags":[],"fields":[["number","{{number}}"]]} }"""));

        ToolRun run = await scene.Tool.RunAsync("replay", "--dead-letters", letters);

        Assert.Equal((0, "3 delivered, 0 filtered, 0 dead-lettered, 0 skipped.\n"), (run.ExitCode, run.Out));
        Assert.Equal([0, 1, 2], scene.Arrived);
        Assert.True(File.Exists(letters));
        Assert.Contains("Remove the files", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_LineThatIsNotADeadLetter_EndsWithThree()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        string letters = Path.Combine(scene.Tool.Folder, "letters.jsonl");
        await File.WriteAllLinesAsync(
            letters,
            [
                """{"at":"2026-01-31T08:00:00Z","route":"default","shard":"actiontrail/0","reason":"r","record":"""
                + """{"time":1768464550,"timeNs":0,"topic":"","source":"","tags":[],"fields":[["number","7"]]} }""",
                "{}",
            ]);

        ToolRun run = await scene.Tool.RunAsync("replay", "--dead-letters", letters);

        Assert.Equal((3, "1 delivered, 0 filtered, 0 dead-lettered, 0 skipped.\n"), (run.ExitCode, run.Out));
        Assert.Contains("1 lines are not dead letters.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}\n")]
    [InlineData("import socket\n\nprint('received')\n")]
    public async Task Replay_FileWithoutDeadLetters_IsRefused(string text)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        string letters = Path.Combine(scene.Tool.Folder, "receiver.py");
        await File.WriteAllTextAsync(letters, text);

        (await scene.Tool.RunAsync("replay", "--dead-letters", letters)).AssertRefused("is not a dead-letter file", "DeadLetterFile");
    }

    [Fact]
    public async Task Replay_LogsHaveExpired_EndsWithThreeAndSaysWhy()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Ledger": { "Folder": "{{Path.GetTempPath()}}" }""");
        (string first, string last) = scene.Receive(0, minute: 1, groups: 5);
        string report = Path.Combine(scene.Tool.Folder, "report.json");
        await scene.Tool.RunAsync("verify", "--from", scene.Time(0), "--to", scene.Time(10), "--output", report);
        string text = await File.ReadAllTextAsync(report);
        await File.WriteAllTextAsync(report, text.Replace(
            "\"ranges\":[]",
            "\"ranges\":[{\"kind\":\"missing\",\"logstore\":\"actiontrail\",\"shard\":0,\"minute\":\"2026-01-31T08:00:00Z\","
            + $"\"beginCursor\":\"{first}\",\"endCursor\":\"{last}\",\"logGroups\":5}}]",
            StringComparison.Ordinal));
        scene.Sls.Logstore.Trim(0, last);

        ToolRun run = await scene.Tool.RunAsync("replay", "--missing", report);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("The replay failed", run.Error, StringComparison.Ordinal);
        Assert.Contains("To continue, run: sls-syslog replay --missing", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is nothing to replay", "replay")]
    [InlineData("--to is missing", "replay", "--from", "2h")]
    [InlineData("--from is missing", "replay", "--to", "2h")]
    [InlineData("is not after --from", "replay", "--from", "1h", "--to", "2h")]
    [InlineData("is not after --from", "replay", "--from", "1h", "--to", "1h")]
    [InlineData("is in the future", "replay", "--from", "1h", "--to", "2100-01-01")]
    [InlineData("Only one of --from with --to, --missing and --dead-letters", "replay", "--from", "2h", "--to", "1h", "--missing", "report.json")]
    [InlineData("'report.json' does not exist", "replay", "--missing", "report.json")]
    [InlineData("'letters.jsonl' does not exist", "replay", "--dead-letters", "letters.jsonl")]
    [InlineData("'0' is not a valid value of --rate", "replay", "--from", "2h", "--to", "1h", "--rate", "0")]
    [InlineData("no route 'audit'", "replay", "--from", "2h", "--to", "1h", "--route", "audit")]
    [InlineData("no destination 'siem'. Omit --destination", "replay", "--from", "2h", "--to", "1h", "--destination", "siem")]
    [InlineData("--marc", "replay", "--from", "2h", "--to", "1h", "--marc")]
    public async Task Replay_WrongUse_SaysWhatToDo(string expected, params string[] args)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();

        (await scene.Tool.RunAsync(args)).AssertRefused(expected);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("not JSON")]
    public async Task Replay_FileThatIsNotAReport_SaysWhatToDo(string text)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        string report = Path.Combine(scene.Tool.Folder, "report.json");
        await File.WriteAllTextAsync(report, text);

        (await scene.Tool.RunAsync("replay", "--missing", report)).AssertRefused("is not a report of sls-syslog verify");
    }
}
