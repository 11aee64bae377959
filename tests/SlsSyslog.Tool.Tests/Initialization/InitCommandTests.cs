using System.Text.Json;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tool.Tests;

public sealed class InitCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("init-").FullName;

    private string Settings => Path.Combine(_folder, "settings.json");

    private string Policy => Path.Combine(_folder, "policy.json");

    private string[] Files => ["--output", Settings, "--policy-output", Policy];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Init_Options_WritesFilesThatTheToolReadsAndNamesTheNextCommands()
    {
        ToolRun run = await ToolRun.StartAsync(["init", .. Files, .. Answers("arcsight-cef", "actiontrail", "tcp://siem.corp:514")]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($"  sls-syslog check --config {Settings}\n  sls-syslog run --config {Settings}", run.Out, StringComparison.Ordinal);
        ToolRun policy = await ToolRun.StartAsync("policy", "--config", Settings);
        Assert.Equal(0, policy.ExitCode);
        Assert.Equal(policy.Out, await File.ReadAllTextAsync(Policy));
        string text = await File.ReadAllTextAsync(Settings);
        Assert.Contains("// ", text, StringComparison.Ordinal);
        Assert.Contains("\"Profiles\": [ \"actiontrail\" ]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", text, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    // Every preset with every kind of destination gives settings that a run accepts.
    [Fact]
    public void FindErrors_EveryPresetAndDestination_AreValid()
    {
        foreach (string preset in SyslogPresets.Names)
        {
            foreach (string destination in new[] { "tcp://h:514", "tls://h:6514", "udp://h:514", "relp://h:2514", "relps://h:2514" })
            {
                foreach (string logType in new[] { "auto", "none", "actiontrail" })
                {
                    InitAnswers answers = new() { Preset = preset, Destination = destination, LogType = logType };
                    Assert.True(SettingsTemplate.FindErrors(answers) is [], $"{answers}: {string.Join(' ', SettingsTemplate.FindErrors(answers))}");
                    JsonDocument.Parse(SettingsTemplate.Create(answers), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).Dispose();
                }
            }
        }
    }

    [Fact]
    public async Task Init_Answers_AreAskedAgainUntilTheyAreValid()
    {
        const string input = "splunky\nsplunk\n\ncn-hangzhou.log.aliyuncs.com\nNO!\nsec-prod\n\nactiontrail\n\n\ncarrier://x\ntls://splunk.corp\n";
        ToolRun run = await ToolRun.StartAsync(["init", .. Files, "--json"], input);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("--preset: 'splunky' is not a valid preset.", run.Error, StringComparison.Ordinal);
        Assert.Contains("--project: 'NO!' is not a valid project name.", run.Error, StringComparison.Ordinal);
        Assert.Contains("An answer is needed.", run.Error, StringComparison.Ordinal);
        Assert.Contains("carrier", run.Error, StringComparison.Ordinal);
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(Settings, result.GetProperty("settings").GetString());
        string text = await File.ReadAllTextAsync(Settings);
        Assert.Contains("\"AllowNonTransparentFramingOverTls\": true", text, StringComparison.Ordinal);
        Assert.Contains("\"Servers\": [ \"tls://splunk.corp\" ]", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nobody can answer questions here. Specify --endpoint, --project, --logstore, --destination.")]
    [InlineData("Nobody can answer questions here. Specify --project, --logstore, --destination.", "--endpoint", "x.log.aliyuncs.com")]
    [InlineData("--preset: 'arcsight' is not a valid preset.", "--preset", "arcsight")]
    [InlineData("--log-type: 'actiontrial' is not", "--log-type", "actiontrial")]
    [InlineData("--endpoint: The scheme 'ftp' is not supported.", "--endpoint", "ftp://x")]
    [InlineData("--logstore: ", "--logstore", "A")]
    [InlineData("--group: ", "--group", "A")]
    [InlineData("--start-from: 'yesterday'", "--start-from", "yesterday")]
    [InlineData("--destination: ", "--destination", "siem.corp")]
    [InlineData("Specify one of the schemes tcp, tls, relp, relps, udp.\n", "--destination", "foo://siem.corp:1")]
    [InlineData("The value of --project is missing.", "--project", "")]
    [InlineData("Did you mean --preset?", "--presets", "splunk")]
    [InlineData("--output and --policy-output name the same file.", "--output", "x.json", "--policy-output", "./x.json")]
    public async Task Init_MissingOrInvalidOption_IsRefusedAndWritesNothing(string expected, params string[] args)
    {
        string[] files = args.Contains("--output") ? [] : Files;
        ToolRun run = await ToolRun.StartAsync(["init", .. files, .. args]);

        run.AssertRefused(expected);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Init_FileExists_IsReplacedOnlyWithForce()
    {
        await File.WriteAllTextAsync(Policy, "mine");
        string[] args = ["init", .. Files, .. Answers("splunk", "auto", "tcp://splunk.corp:514")];

        (await ToolRun.StartAsync(args)).AssertRefused($"The file {Policy} exists. Specify --force to replace it, or another path.");
        Assert.Equal("mine", await File.ReadAllTextAsync(Policy));
        Assert.False(File.Exists(Settings));

        Assert.Equal(0, (await ToolRun.StartAsync([.. args, "--force"])).ExitCode);
        Assert.Contains("log:GetCursorOrData", await File.ReadAllTextAsync(Policy), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none/policy.json", "because its folder does not exist. Create the folder, or specify another path.")]
    [InlineData("folder", "because it is a folder. Specify the path of a file.")]
    public async Task Init_PolicyCannotBeWritten_ChangesNothingAndNamesTheFile(string name, string reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder"));
        await File.WriteAllTextAsync(Settings, "mine");
        string policy = Path.Combine(_folder, name);
        string[] args = ["--output", Settings, "--policy-output", policy, "--force", .. Answers("splunk", "auto", "tcp://splunk.corp:514")];

        (await ToolRun.StartAsync(["init", .. args])).AssertRefused($"The file {policy} cannot be written, {reason}");

        Assert.Equal("mine", await File.ReadAllTextAsync(Settings));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public async Task Init_PresetIsInvalidAndFileExists_ReportsTheOption()
    {
        await File.WriteAllTextAsync(Settings, "mine");

        (await ToolRun.StartAsync(["init", .. Files, .. Answers("splnk", "auto", "tcp://h:514")])).AssertRefused("--preset: 'splnk' is not a valid preset.");
    }

    [Fact]
    public async Task Init_InputEnds_WritesNothing()
    {
        ToolRun run = await ToolRun.StartAsync(["init", .. Files], "splunk\n");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Nothing was written.", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    // A pseudo terminal, so that the tool asks; script is part of util-linux.
    [Fact]
    public async Task Init_CtrlCAtAQuestion_WritesNothingAndSaysHowToContinue()
    {
        Assert.SkipUnless(TerminalProcess.IsAvailable, "This needs the program script of util-linux.");
        using TerminalProcess tool = new(_folder, "init");
        await tool.ShowsAsync("Which SIEM receives the logs?");
        await tool.TypeAsync("splunk\n");
        await tool.ShowsAsync("Which log type");
        await tool.TypeAsync("\u0003");

        Assert.Equal(130, await tool.WaitForExitAsync());
        Assert.Contains("Interrupted. Nothing was written. Run 'sls-syslog init' to start again.", tool.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    private static string[] Answers(string preset, string logType, string destination) =>
    [
        "--preset", preset, "--log-type", logType, "--endpoint", "cn-hangzhou.log.aliyuncs.com", "--project", "sec-prod",
        "--logstore", "actiontrail", "--group", "siem", "--destination", destination,
    ];
}
