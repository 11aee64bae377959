using System.Text.Json;

namespace SlsSyslog.Tool.Tests;

public sealed class VerifyCommandTests
{
    [Fact]
    public async Task Verify_CompleteRange_WritesMarkdownAndEndsWithZero()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Deliver(0, minute: 1, groups: 3);

        ToolRun run = await tool.RunAsync("verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--reread");

        Assert.Equal((0, "Verdict: complete.\n"), (run.ExitCode, run.Error));
        Assert.StartsWith("# Completeness of delivery: complete\n", run.Out, StringComparison.Ordinal);
        Assert.Contains($"| actiontrail/0 | {Time(sls, 1)[..16]}Z | 6 | 6 |", run.Out, StringComparison.Ordinal);
        Assert.Contains("| intact | 1 | 1 |", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_MissingRecord_WritesBothFilesAndEndsWithOne()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        (string first, string last) = sls.Receive(0, minute: 1, groups: 3);
        sls.Write(0, 1, first, last, 5);
        string markdown = Path.Combine(tool.Folder, "report.md");
        string json = Path.Combine(tool.Folder, "report.json");

        ToolRun run = await tool.RunAsync(
            "verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--reread", "--json", "--output", markdown, "--output", json);

        Assert.Equal((1, "Verdict: incomplete.\n"), (run.ExitCode, run.Error));
        Assert.Equal(run.Out, await File.ReadAllTextAsync(json));
        JsonElement report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("incomplete", report.GetProperty("verdict").GetString());
        Assert.Equal(first, report.GetProperty("ranges")[0].GetProperty("beginCursor").GetString());
        Assert.Equal((await ReportFile.ReadAsync(json, CancellationToken.None)).Digest, report.GetProperty("digest").GetString());
        Assert.Contains($"| {first} | {last} |", await File.ReadAllTextAsync(markdown), StringComparison.Ordinal);
        Assert.Equal([markdown, json], Directory.GetFiles(tool.Folder, "report.*").OrderDescending());
    }

    [Fact]
    public async Task Verify_LedgerOfTheSettingsHasNoLineYet_IsNotProvable()
    {
        string folder = Path.Combine(Path.GetTempPath(), $"verify-{Guid.NewGuid():N}");
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = new(
            sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group, more: $$""", "Ledger": { "Folder": "{{folder}}" }""");
        sls.Receive(0, minute: 1, groups: 3);

        ToolRun run = await tool.RunAsync("verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--json");

        Assert.Equal((1, "Verdict: not provable.\n"), (run.ExitCode, run.Error));
        Assert.Contains("There are no files of the ledger", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0, "--accept-exceptions")]
    public async Task Verify_Exceptions_EndWithOneUnlessAccepted(int expected, params string[] more)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        (string first, string last) = sls.Receive(0, minute: 1, groups: 3);
        sls.Write(0, 1, first, last, 6, line => (line["dead_lettered"], line["delivered"]) = (1, 5));

        ToolRun run = await tool.RunAsync(["verify", "--from", Time(sls, 0), "--to", Time(sls, 10), .. more]);

        Assert.Equal((expected, "Verdict: complete with exceptions.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Verify_CountsFromTheStandardInput_AreCompared()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        sls.Receive(0, minute: 1, groups: 3);

        ToolRun run = await tool.AnswerAsync(
            $"minute,count\n{Time(sls, 1)},5\n", "verify", "--from", Time(sls, 0), "--to", Time(sls, 10), "--counts", "-", "--ledger", sls.Folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("the SIEM should have 6 records and has 5: 1 missing", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--from is missing", "verify")]
    [InlineData("'yesterday' is not a valid value of --from", "verify", "--from", "yesterday")]
    [InlineData("is not after --from", "verify", "--from", "1h", "--to", "2h")]
    [InlineData("is not after --from", "verify", "--from", "1h", "--to", "1h")]
    [InlineData("The default of --to, 5 minutes ago", "verify", "--from", "2m")]
    [InlineData("is in the future", "verify", "--from", "1h", "--to", "2100-01-01")]
    [InlineData("ends with .md or .json", "verify", "--from", "1h", "--output", "report.txt")]
    [InlineData("does not exist", "verify", "--from", "1h", "--output", "no-such-folder/report.md")]
    [InlineData("does not exist", "verify", "--from", "1h", "--ledger", "no-such-folder")]
    [InlineData("does not exist", "verify", "--from", "1h", "--counts", "no-such-file.csv")]
    [InlineData("has no effect without --counts", "verify", "--from", "1h", "--by-log-time")]
    [InlineData("has no destination 'siem'. Omit --destination", "verify", "--from", "1h", "--destination", "siem")]
    [InlineData("no route 'audit'", "verify", "--from", "1h", "--route", "audit")]
    [InlineData("--rereed", "verify", "--from", "1h", "--rereed")]
    public async Task Verify_WrongUse_SaysWhatToDo(string expected, params string[] args)
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);

        (await tool.RunAsync(args)).AssertRefused(expected);
    }

    [Fact]
    public async Task Verify_CountsThatCannotBeRead_SaysWhere()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = Open(sls);
        string counts = Path.Combine(tool.Folder, "siem.csv");
        await File.WriteAllTextAsync(counts, "minute,count\n2026-01-31T08:05Z,many\n");

        (await tool.RunAsync("verify", "--from", "1h", "--counts", counts)).AssertRefused("siem.csv", "'many' in line 2", "Specify");
    }

    [Fact]
    public async Task Verify_NoLedgerInTheSettings_SaysWhatToDo()
    {
        await using VerifyScene sls = await VerifyScene.StartAsync();
        using ToolScene tool = new(sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group);

        (await tool.RunAsync("verify", "--from", "1h")).AssertRefused("has no ledger (Ledger:Folder)", "--counts FILE");
    }

    private static ToolScene Open(VerifyScene sls) => new(
        sls.Emulator, VerifyScene.Project, VerifyScene.Store, VerifyScene.Group, more: $$""", "Ledger": { "Folder": "{{sls.Folder}}" }""");

    private static string Time(VerifyScene sls, int minute) =>
        sls.Start.AddMinutes(minute).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
}
