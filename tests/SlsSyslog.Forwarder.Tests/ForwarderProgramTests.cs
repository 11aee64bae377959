using System.Globalization;
using System.Text.Json;

namespace SlsSyslog.Forwarder.Tests;

/// <summary>The command line, the settings file and the log of the program.</summary>
public sealed class ForwarderProgramTests
{
    [Theory]
    [InlineData("--help", "usage:")]
    [InlineData("-h", "exit codes:")]
    [InlineData("--version", "Forwarder 1.")]
    public async Task Forwarder_InformationRequested_ShowsItAndForwardsNothing(string argument, string expected)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward([argument]);

        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.Contains(expected, forwarder.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Theory]
    [InlineData("--helpp")]
    [InlineData("help")]
    [InlineData("start")]
    [InlineData("--SlsSyslogg:Source:Project", "x")]
    [InlineData("--SlsSyslog:Source:Project")]
    [InlineData("--config")]
    [InlineData("--config", "not-there.json")]
    [InlineData("--urls=http://x")]
    public async Task Forwarder_UnknownOrIncompleteArgument_NamesItAndExitsWithTwo(params string[] arguments)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(arguments);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains(arguments[^1].Split('=')[0] is "x" ? arguments[0] : arguments[^1], forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Fact]
    public async Task Forwarder_SameKeyEverywhere_CommandLineBeatsEnvironmentBeatsFile()
    {
        string file = await WriteAsync(
            """{ "SlsSyslog": { "Message": { "Facility": "bad-file", "MaxBytes": "bad-file" }, "Source": { "Region": "not a region file!" } } }""");
        using ForwarderProcess forwarder = new(
            new Dictionary<string, string> { ["SYSLOG_FACILITY"] = "bad-variable", ["SYSLOG_MAX_BYTES"] = "bad-variable", },
            "--config", file, "--SlsSyslog:Message:MaxBytes=bad-argument");

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains("bad-variable", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains("bad-argument", forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad-file", forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("'bad-variable' is not a valid value", forwarder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"SlsSyslog\": {\n    \"Source\": { \"Project\": \"p\", }}\n}}", "Line 4, position")]
    [InlineData("{\n  \"SlsSyslog\" \"x\" }", "Line 2, position")]
    [InlineData("[]", "Array")]
    [InlineData("{ \"A\": 1, \"a\": 2 }", "at line 1, position 11: A duplicate key 'a' was found")]
    [InlineData("{\n  // x\n  \"A\": { \"B\": [1] },\n\n  \"A:b:0\": 2,\n}", "at line 5, position 3: A duplicate key 'A:b:0' was found")]
    [InlineData("", "Correct it.")]
    [InlineData(null, "The file does not exist. Specify the path of a JSON file after --config.")]
    public async Task Forwarder_SettingsFileIsNotValid_NamesFileLineAndPositionAndExitsWithTwo(string? content, string expected)
    {
        string file = content is null ? "/none/settings.json" : await WriteAsync(content);
        using ForwarderProcess forwarder = new(new Dictionary<string, string>(), "--config", file);

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains($"  - {file}: The file ", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains(expected, forwarder.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SYSLOG_SERVERITY", "SYSLOG_SEVERITY")]
    [InlineData("SLS_LOGSTORES", "SLS_LOGSTORE")]
    [InlineData("SLS_AK_KEYS", "SLS_AK_KEY")]
    [InlineData("syslog_host", "SYSLOG_HOST")]
    [InlineData("SLS_WHATEVER_ELSE", "Remove it.")]
    public async Task Forwarder_UnknownVariable_NamesItAndTheNearestOneAndExitsWithTwo(string name, string expected)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward((name, "x"));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains($"{name}: The environment variable is unknown.", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains(expected, forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_ServersInTheFile_AreReplacedByTheVariableAsAWhole()
    {
        string file = await WriteAsync("""{ "SlsSyslog": { "Destination": { "Servers": [ "tcp://a.invalid:1", "udp://b.invalid:2" ] } } }""");
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(["--config", file]); // servers with two schemes would be an error

        await scene.CompleteAsync();
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
    }

    [Fact]
    public async Task Forwarder_LogSettings_HaveEffect()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(
            ["--Logging:Console:FormatterName", "json"], ("SLS_LOG_FILE", "off"), ("Logging__LogLevel__SlsSyslog", "Warning"));
        await scene.HoldsAsync(() => scene.Sls.Journal.Count > 5, "the forwarder runs");
        await scene.Sls.DisposeAsync();
        await scene.HoldsAsync(() => forwarder.Output.Contains('\n', StringComparison.Ordinal), "warnings are logged");
        string[] lines = forwarder.Output.Split('\n');
        Assert.Empty(Directory.GetFiles(forwarder.Folder));
        forwarder.Terminate();
        await forwarder.WaitForExitAsync();

        Assert.All(lines, line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
        Assert.All(lines, line => Assert.DoesNotContain("\"Information\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Forwarder_DeadLetterFileCannotBeWritten_NamesItAndExitsWithTwo()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("SlsSyslog__DeadLetterFile", "/proc/none/letters.jsonl"));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains("SlsSyslog:DeadLetterFile: The file '/proc/none/letters.jsonl' cannot be written.", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_DataFolderDoesNotExist_CreatesItAndLeavesTheTemporaryFolderAlone()
    {
        string home = Directory.CreateTempSubdirectory("home-").FullName;
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("HOME", home), ("XDG_DATA_HOME", ""), ("STATE_DIRECTORY", ""));
        string expected = Path.Combine(home, ".local", "share", "slssyslog", "dead-letters.jsonl");

        await scene.HoldsAsync(() => File.Exists(expected), string.Create(CultureInfo.InvariantCulture, $"{expected} exists"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(expected));
        }

        forwarder.Kill();
        Directory.Delete(home, recursive: true);
    }

    private static async Task<string> WriteAsync(string content)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("settings-").FullName, "settings.json");
        await File.WriteAllTextAsync(file, content);
        return file;
    }
}
