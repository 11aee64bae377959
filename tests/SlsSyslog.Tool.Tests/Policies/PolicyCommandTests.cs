using System.Text.Json;
using System.Text.RegularExpressions;
using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tool.Tests;

public sealed partial class PolicyCommandTests
{
    private static readonly string[] Settings =
    [
        "--SlsSyslog:Source:Endpoint", "cn-hangzhou-intranet.log.aliyuncs.com", "--SlsSyslog:Source:Project", "sec-prod",
        "--SlsSyslog:Source:Logstore", "actiontrail, waf", "--SlsSyslog:Source:ConsumerGroup", "siem",
        "--SlsSyslog:Destination:Servers:0", "tcp://127.0.0.1:514",
    ];

    [Fact]
    public async Task Policy_WithoutCredentials_AllowsTheLogstoresAndTheGroupOnly()
    {
        ToolRun run = await ToolRun.StartAsync(["policy", "--account", "123", .. Settings]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement policy = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("1", policy.GetProperty("Version").GetString());
        JsonElement[] statements = [.. policy.GetProperty("Statement").EnumerateArray()];
        Assert.All(statements, statement => Assert.Equal("Allow", statement.GetProperty("Effect").GetString()));
        Assert.Equal(
            ["acs:log:cn-hangzhou:123:project/sec-prod/logstore/actiontrail", "acs:log:cn-hangzhou:123:project/sec-prod/logstore/waf"],
            Strings(statements[0], "Resource"));
        Assert.Equal(["log:GetCursorOrData", "log:GetLogStore", "log:ListShards"], Strings(statements[0], "Action"));
        Assert.Equal("acs:log:cn-hangzhou:123:project/sec-prod/logstore/actiontrail/consumergroup/siem", Strings(statements[2], "Resource")[0]);
        Assert.DoesNotContain("Delete", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("log:*", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_ManageGroupsOnOneLine_AllowsToDeleteTheGroup()
    {
        ToolRun run = await ToolRun.StartAsync(["policy", "--manage-groups", "--json", .. Settings]);

        Assert.Single(run.Out.TrimEnd().Split('\n'));
        Assert.Contains("log:DeleteConsumerGroup", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Policy_RequestsOfAReplay_AreAllowed()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 3);

        ToolRun replay = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2));
        ToolRun policy = await scene.Tool.RunAsync("policy", "--replay");

        Assert.Equal((0, 0), (replay.ExitCode, policy.ExitCode));
        JsonElement[] statements = [.. JsonDocument.Parse(policy.Out).RootElement.GetProperty("Statement").EnumerateArray()];
        string[] resources = Strings(statements[3], "Resource");
        Assert.Equal(["acs:log:*:*:project/sec-prod/logstore/actiontrail/consumergroup/slssyslog-replay-*"], resources);
        string[] allowed = [.. Strings(statements[0], "Action"), .. Strings(statements[3], "Action")];
        string[] used = [.. scene.Sls.Emulator.Journal.Select(request => ActionOf(request.Operation.ToString())).Distinct()];
        Assert.Contains("log:DeleteConsumerGroup", used);
        Assert.Empty(used.Except(allowed));
        Assert.DoesNotContain("slssyslog-replay-", (await scene.Tool.RunAsync("policy", "--manage-groups")).Out, StringComparison.Ordinal);
    }

    // Commands that only read settings validate them as a run does.
    [Fact]
    public async Task Policy_DeadLetterFileAndLedgerDoNotExist_CreatesNeither()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("policy-");

        ToolRun run = await ToolRun.StartAsync(
            [
                "policy", .. Settings, "--SlsSyslog:DeadLetterFile", Path.Combine(folder.FullName, "letters.jsonl"),
                "--SlsSyslog:Ledger:Folder", Path.Combine(folder.FullName, "ledger"),
            ]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public async Task DeploymentPage_Policy_IsWhatTheCommandWrites()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "deployment.md"));

        ToolRun run = await ToolRun.StartAsync(["policy", .. Settings, "--SlsSyslog:Source:Logstore", "actiontrail"]);

        Assert.Contains($"```json\n{run.Out}```\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConsumerGroupsPage_Permissions_AreThoseOfThePolicy()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "consumer-groups.md"));

        string[] documented = [.. Action().Matches(page).Select(match => match.Value).Distinct()];

        Assert.Equal(RamAction.OnLogstore.Concat(RamAction.OnGroups).Concat(RamAction.OnGroup).Order(), documented.Order());
    }

    // What the pipeline requests, seen by the emulator, is what the policy allows.
    [Fact]
    public async Task Policy_RequestsOfARun_AreAllowed()
    {
        await using SlsEmulator sls = await SlsEmulator.StartAsync();
        EmulatorLogstore logs = sls.CreateLogstore("sec-prod", "actiontrail", 2);
        logs.Append(0, new EmulatorLogGroup([new EmulatorLog { Time = 1_700_000_000, Contents = [new EmulatorField("a", "b")] }]));
        await using SyslogCaptureServer siem = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions());
        Dictionary<string, string> variables = new() { ["SLS_AK_ID"] = "testak", ["SLS_AK_KEY"] = "testsk", ["SLS_LOG_FILE"] = "off" };
        using ToolProcess run = new(
            variables, "run", "--SlsSyslog:Source:Endpoint", sls.Endpoint.ToString(), "--SlsSyslog:Source:Project", "sec-prod",
            "--SlsSyslog:Source:Logstore", "actiontrail", "--SlsSyslog:Source:ConsumerGroup", "siem",
            "--SlsSyslog:Source:StartFrom", "Earliest", "--SlsSyslog:Destination:Servers:0", $"tcp://127.0.0.1:{siem.Port}");
        await Eventually.TrueAsync(
            () => logs.FindConsumerGroup("siem")?.Checkpoints.Any(checkpoint => checkpoint.Cursor.Length > 0) == true,
            () => run.Error + run.Out,
            TimeSpan.FromSeconds(60),
            "a checkpoint is stored");
        run.Signal("TERM");
        Assert.Equal(0, await run.WaitForExitAsync());

        string[] allowed = [.. RamAction.OnLogstore, .. RamAction.OnGroups, .. RamAction.OnGroup];
        string[] used = [.. sls.Journal.Select(request => ActionOf(request.Operation.ToString())).Distinct()];
        Assert.Contains("log:ConsumerGroupUpdateCheckPoint", used);
        Assert.Empty(used.Except(allowed));
    }

    [Theory]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "", "cn-hangzhou")]
    [InlineData("https://cn-hangzhou-intranet.log.aliyuncs.com", "", "cn-hangzhou")]
    [InlineData("ap-southeast-1-share.log.aliyuncs.com", "", "ap-southeast-1")]
    [InlineData("http://127.0.0.1:8401", "", "*")]
    [InlineData("sls.corp", "", "*")]
    [InlineData("cn-hangzhou.log.aliyuncs.com", "cn-beijing", "cn-beijing")]
    public void Find_Endpoint_ReturnsItsRegion(string endpoint, string region, string expected) =>
        Assert.Equal(expected, ServiceRegion.Find(new ConsumerGroupOptions { Endpoint = endpoint, Region = region }));

    [Theory]
    [InlineData("'me' is not a valid value of --account. Specify the number of the account.", "--account", "me")]
    [InlineData("The value of --account is missing.", "--account", "")]
    [InlineData("Did you mean --manage-groups?", "--manage-group")]
    public async Task Policy_InvalidOption_IsRefused(string expected, params string[] args) =>
        (await ToolRun.StartAsync(["policy", .. Settings, .. args])).AssertRefused(expected);

    [Fact]
    public async Task Policy_InvalidSettings_NamesThemAndReturnsTwo()
    {
        ToolRun run = await ToolRun.StartAsync("policy", "--SlsSyslog:Source:Project", "NO");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("SlsSyslog:Source:Project: 'NO' is not a valid project name.", run.Error, StringComparison.Ordinal);
    }

    private static string[] Strings(JsonElement statement, string name) => [.. statement.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];

    private static string ActionOf(string operation) => operation switch
    {
        "PullLogs" or "GetCursor" or "GetCursorTime" => "log:GetCursorOrData",
        "HeartBeat" => "log:ConsumerGroupHeartBeat",
        "GetCheckPoint" => "log:GetConsumerGroupCheckPoint",
        "UpdateCheckPoint" => "log:ConsumerGroupUpdateCheckPoint",
        "GetLogstore" => "log:GetLogStore",
        _ => $"log:{operation}",
    };

    [GeneratedRegex("log:[A-Z][A-Za-z]+")]
    private static partial Regex Action();
}
