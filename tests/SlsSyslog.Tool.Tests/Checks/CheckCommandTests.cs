using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace SlsSyslog.Tool.Tests;

public sealed class CheckCommandTests
{
    [Fact]
    public async Task Check_HealthySetup_ShowsALineForEachCheckAndTheSum()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal("✓ settings  The settings are valid. There is one route, default.", lines[0].TrimEnd());
        Assert.Equal("route default", lines[1].TrimEnd());
        Assert.All(lines[2..^1], line => Assert.Matches("^[✓-] ", line));
        Assert.Matches("^17 passed, 2 not checked, in [0-9.]+ m?s", lines[^1]);
        Assert.Empty(scene.Siem.Messages);
        Assert.Empty(scene.Logstore.ConsumerGroups);
    }

    [Fact]
    public async Task Check_FailedCheck_ShowsWhatToDoOnTheNextLine()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync("--SlsSyslog:Source:Logstore", "missing");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Contains("✗ logstore missing  ListShards failed with 404 LogStoreNotExist", run.Out, StringComparison.Ordinal);
        Assert.Matches("(?m)^    Check Source:Logstore. Names are case-sensitive. *$", run.Out);
    }

    [Fact]
    public async Task Check_Warning_IsAnErrorOnlyWithStrict()
    {
        await using CheckScene scene = await CheckScene.StartAsync(retention: TimeSpan.FromDays(1));

        ToolRun loose = await scene.RunAsync();
        ToolRun strict = await scene.RunAsync("--strict");

        Assert.Equal((0, 1), (loose.ExitCode, strict.ExitCode));
        Assert.Contains("! logstore actiontrail", loose.Out, StringComparison.Ordinal);
        Assert.Contains("1 warning, 2 not checked", loose.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_TwoDestinations_ChecksBothBelowTheirNames()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        string servers = $"tcp://127.0.0.1:{scene.Siem.Port}";
        string settings = await File.ReadAllTextAsync(scene.Settings);
        await File.WriteAllTextAsync(scene.Settings, settings.Replace(
            "\"Destination\": {", "\"Destinations\": { \"cold\": { \"Servers\": [ \"tcp://127.0.0.1:9\" ] }, \"hot\": {", StringComparison.Ordinal)
            .Replace("] },\n    \"DeadLetterFile\"", "] } },\n    \"DeadLetterFile\"", StringComparison.Ordinal));

        CheckOutcome outcome = await scene.CheckAsync();

        outcome.AssertFailed("tcp://127.0.0.1:9", "The server refused the connection.", "port 9");
        Assert.Equal(("default/hot", CheckState.Passed), (outcome[servers].Route, outcome[servers].State));
        Assert.Equal(2, outcome.Results.Count(result => result.Name == "format"));
    }

    [Theory]
    [InlineData(CaptureTransport.Tcp, "tcp")]
    [InlineData(CaptureTransport.Relp, "relp")]
    [InlineData(CaptureTransport.Tls, "tls")]
    [InlineData(CaptureTransport.Udp, "udp")]
    public async Task Check_SendTest_OneMessageThatSaysThatItIsATestArrives(CaptureTransport transport, string scheme)
    {
        using CertificateFolder folder = new();
        using X509Certificate2 certificate = folder.Authority.IssueServer();
        CaptureTlsOptions? tls = transport == CaptureTransport.Tls ? new CaptureTlsOptions { Certificate = certificate } : null;
        await using CheckScene scene = await CheckScene.StartAsync(new SyslogCaptureOptions { Transport = transport, Tls = tls });
        string[] trust = tls is null ? [] : ["--SlsSyslog:Destination:Tls:TrustedCertificatesPath", folder.AuthorityPath];

        CheckOutcome outcome = await scene.CheckAsync(
            ["--send-test", .. CheckScene.To($"{scheme}://localhost:{scene.Siem.Port}"), .. trust]);

        Assert.True(outcome.ExitCode == 0, outcome.Text);
        Assert.Contains(" bytes was sent.", outcome["test message"].Detail, StringComparison.Ordinal);
        await scene.Siem.WaitForAsync(1, Eventually.Deadline);
        CapturedMessage message = Assert.Single(scene.Siem.Messages);
        Assert.Contains("Test message of sls-syslog check. It is not a log.", message.Text, StringComparison.Ordinal);
        Assert.Contains("slssyslog_check", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_SendTestWithoutAUsableServer_SendsNothing()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        scene.Siem.Refuse();

        CheckOutcome outcome = await scene.CheckAsync("--send-test");

        Assert.Equal(1, outcome.ExitCode);
        CheckResult test = outcome["test message"];
        Assert.Equal((CheckState.Skipped, "Not sent, because no server can be used."), (test.State, test.Detail));
    }

    // A format that writes only what a template names.
    [Fact]
    public async Task Check_SendTestWithAFormatWithoutTheText_SaysThatItIsNotMarked()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        CheckOutcome outcome = await scene.CheckAsync(
            "--send-test", "--SlsSyslog:Message:Body", "Template", "--SlsSyslog:Message:Template:Text", "user={user}");

        Assert.Contains("nothing in the message says that it is a test", outcome["test message"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_CtrlC_EndsAndNamesTheNextStep()
    {
        await using CheckScene scene = await CheckScene.StartAsync();
        scene.Sls.Faults.On(SlsOperation.ListShards).Hang();
        using ToolProcess process = new(
            new Dictionary<string, string>(), "check", "--config", scene.Settings, "--timeout", "1m", "--total-timeout", "1m");
        await Eventually.TrueAsync(() => scene.Siem.Counts.Connections > 0, () => process.Error, TimeSpan.FromSeconds(60), "the check has begun");

        process.Signal("INT");

        Assert.Equal(130, await process.WaitForExitAsync());
        Assert.Equal("Interrupted. Nothing was changed. Run the command again.\n", process.Error);
        Assert.Equal("", process.Out);
    }

    [Theory]
    [InlineData("--send-test needs the network, which --offline does not use.", "--offline", "--send-test")]
    [InlineData("--json and --format contradict each other.", "--json", "--format", "nagios")]
    [InlineData("--json and --format contradict each other.", "--json", "--format", "text")]
    [InlineData("'xml' is not a valid value of --format. Specify text, json, nagios or prometheus.", "--format", "xml")]
    [InlineData("'soon' is not a valid value of --timeout.", "--timeout", "soon")]
    [InlineData("The value of --timeout is out of range. Specify a duration from 1s to 1h.", "--timeout", "0s")]
    [InlineData("The value of --total-timeout is out of range.", "--total-timeout", "90d")]
    [InlineData("'--ofline' is not a valid option of 'sls-syslog check'. Did you mean --offline?", "--ofline")]
    [InlineData("'now' is not a valid argument of 'sls-syslog check'.", "now")]
    public async Task Check_WrongUse_IsRefused(string expected, params string[] args)
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        (await scene.RunAsync(args)).AssertRefused(expected);
        Assert.Empty(scene.Sls.Journal);
    }

    [Fact]
    public async Task Check_InvalidSettings_AreNamedAndReturnTwo()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync("--SlsSyslog:Source:Project", "NO");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("SlsSyslog:Source:Project: 'NO' is not a valid project name.", run.Error, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("nagios")]
    [InlineData("prometheus")]
    public async Task Check_InvalidSettingsForAProgram_AreInItsFormat(string format)
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync("--format", format, "--SlsSyslog:Source:Project", "NO", "--SlsSyslog:Message:MaxBytes", "1");

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        string expected = format == "prometheus" ? "{route=\"\",check=\"settings\"} 3" : "is not a valid project name";
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_FileIsMissing_SaysSo() => (await ToolRun.StartAsync("check", "--config", "/no/such/settings.json"))
        .AssertRefused("/no/such/settings.json: The file does not exist.");

    [Fact]
    public async Task Check_Json_IsOneLineWithAllResults()
    {
        await using CheckScene scene = await CheckScene.StartAsync();

        ToolRun run = await scene.RunAsync("--format", "json");

        Assert.Single(run.Out.TrimEnd('\n').Split('\n'));
        JsonElement document = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("Passed", document.GetProperty("state").GetString());
        JsonElement first = document.GetProperty("results")[0];
        Assert.Equal(
            ["route", "name", "state", "detail", "seconds"], first.EnumerateObject().Select(property => property.Name));
    }
}
