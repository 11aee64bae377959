namespace SlsSyslog.Tool.Tests;

public sealed class ToolProgramTests
{
    public static TheoryData<string[], string> Refused => new()
    {
        { [], "A command is missing." },
        { ["forward"], "'forward' is not a valid command of 'sls-syslog'." },
        { ["rum"], "Did you mean run?" },
        { ["--verison"], "'--verison' is not a valid option of 'sls-syslog'. Did you mean --version?" },
        { ["run", "--confg", "x.json"], "'--confg' is not a valid option of 'sls-syslog run'. Did you mean --config?" },
        { ["run", "extra"], "'extra' is not a valid argument of 'sls-syslog run'." },
        { ["run", "--config"], "--config" },
        { ["run", "--config", "not-there.json"], "The file does not exist. Specify the path of a JSON file after --config." },
        { ["run", "--SlsSyslog:Source:Project"], "The argument --SlsSyslog:Source:Project has no value." },
        { ["run", "--SlsSyslogg:Source:Project", "x"], "'--SlsSyslogg:Source:Project' is not a valid option" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Run_InvalidCommandLine_SaysWhatToDoInTwoLinesAndReturnsTwo(string[] args, string expected) =>
        (await ToolRun.StartAsync(args)).AssertRefused(expected);

    [Fact]
    public async Task Run_Help_ShowsCommandsAndExitCodesOnTheStandardOutput()
    {
        ToolRun run = await ToolRun.StartAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Error);
        Assert.Contains("run ", run.Out, StringComparison.Ordinal);
        Assert.Contains("Exit codes: 0 success", run.Out, StringComparison.Ordinal);
        Assert.Contains("4 another process used the same consumer name (only run)", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("/?", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("/?")]
    public async Task Run_OtherNamesOfHelp_ShowIt(string name)
    {
        foreach (string[] args in new string[][] { [name], ["check", name] })
        {
            ToolRun run = await ToolRun.StartAsync(args);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains("Exit codes: 0 success", run.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("emulate", "The default is testak:testsk.\n")]
    [InlineData("check", "or for Prometheus. The default is text.\n", "The default is 10s.\n", "The default is 30s.\n")]
    [InlineData("groups show", "show [<GROUP>]", "<GROUP> ")]
    [InlineData("profiles show", "show <NAME>", "<NAME> ")]
    public async Task Run_HelpOfACommand_ShowsValuesAndNamesAsUsersTypeThem(string command, params string[] expected)
    {
        ToolRun run = await ToolRun.StartAsync([.. command.Split(' '), "--help"]);

        Assert.All(expected, text => Assert.Contains(text, run.Out, StringComparison.Ordinal));
        Assert.DoesNotContain("[default: (", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("00:00", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("[default: Text", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HelpOfEveryCommand_HasAnExample()
    {
        ToolContext context = new(ToolConsole.CreateSystem(), TimeProvider.System, SettingsArguments.Extract([]).Settings);
        List<string[]> commands = [];
        Collect(new ToolRootCommand(context), []);
        Assert.NotEmpty(commands);
        foreach (string[] command in commands)
        {
            ToolRun run = await ToolRun.StartAsync([.. command, "--help"]);

            Assert.Equal(0, run.ExitCode);
            string examples = run.Out[run.Out.IndexOf("Example", StringComparison.Ordinal)..];
            Assert.Contains($"  sls-syslog {string.Join(' ', command)}", examples, StringComparison.Ordinal);
        }

        void Collect(System.CommandLine.Command command, string[] path)
        {
            foreach (System.CommandLine.Command child in command.Subcommands)
            {
                Collect(child, [.. path, child.Name]);
            }

            if (command.Subcommands.Count == 0)
            {
                commands.Add(path);
            }
        }
    }

    [Fact]
    public async Task Run_InvalidSettings_NamesEachOfThemAndReturnsTwo()
    {
        using ToolProcess run = new(new Dictionary<string, string> { ["SYSLOG_FORMAT"] = "rfc9999" }, "run");

        Assert.Equal(2, await run.WaitForExitAsync());
        Assert.Equal("", run.Out);
        Assert.StartsWith("The settings are invalid. Nothing was started.\n  - ", run.Error, StringComparison.Ordinal);
        Assert.Contains("SLS_ENDPOINT", run.Error, StringComparison.Ordinal);
        Assert.Contains("SYSLOG_FORMAT", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
