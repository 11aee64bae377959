using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

public sealed class DeadLetterFileTests : IDisposable
{
    private const UnixFileMode OwnerMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;

    [Fact]
    public async Task HandleAsync_TwoLetters_AppendsTwoJsonLinesWithTheWholeRecord()
    {
        string path = Path.Combine(_folder, "not", "there", "yet.jsonl");
        using DeadLetterFile file = new(path, TimeProvider.System);
        LogRecordBuilder record = new();
        record.SetTime(1768464550, 123).SetTopic("access").SetSource("10.0.0.7").AddTag("host", "web\n1");
        record.AddField("dup", "1").AddField("dup", "2").AddField("raw"u8, [0xff, 0xfe, 0x41]);

        for (int i = 0; i < 2; i++)
        {
            await file.HandleAsync(new DeadLetter("audit", "logs/3", "FormatException: no", RecordJson.Write(record.Record)), CancellationToken.None);
        }

        string[] lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(2, lines.Length);
        JsonElement letter = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal("audit", letter.GetProperty("route").GetString());
        Assert.Equal("logs/3", letter.GetProperty("shard").GetString());
        Assert.Equal("FormatException: no", letter.GetProperty("reason").GetString());
        Assert.Equal(
            """{"time":1768464550,"timeNs":123,"topic":"access","source":"10.0.0.7","tags":[["host","web\n1"]]"""
                + ""","fields":[["dup","1"],["dup","2"],["raw",{"base64":"//5B"}]]}""",
            letter.GetProperty("record").GetRawText());
    }

    [Theory]
    [InlineData("{\"at\":\"2026-01", "{\"at\":\"2026-01\n")]
    [InlineData("{}\n", "{}\n")]
    [InlineData("", "")]
    public async Task HandleAsync_FileEndsInTheMiddleOfALine_BeginsANewLine(string content, string kept)
    {
        string path = Path.Combine(_folder, "torn.jsonl");
        await File.WriteAllTextAsync(path, content);
        using DeadLetterFile file = new(path, TimeProvider.System);

        await file.HandleAsync(Letter(), CancellationToken.None);

        string text = await File.ReadAllTextAsync(path);
        Assert.StartsWith(kept, text, StringComparison.Ordinal);
        JsonElement letter = JsonDocument.Parse(text[kept.Length..]).RootElement;
        Assert.Equal("audit", letter.GetProperty("route").GetString());
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_FileAndFolderDoNotExist_CreatesBothForTheOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        string path = Path.Combine(_folder, "new", "letters.jsonl");
        using DeadLetterFile file = new(path, TimeProvider.System);

        await file.HandleAsync(Letter(), CancellationToken.None);

        Assert.Equal(OwnerMode, ModeOf(path));
        Assert.Equal(OwnerMode | UnixFileMode.UserExecute, ModeOf(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Create_OthersMayReadTheFile_LeavesItToTheOwner()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such permissions.");
        string path = Path.Combine(_folder, "open.jsonl");
        File.WriteAllText(path, "{}\n");
        SetMode(path, OwnerMode | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using DeadLetterFile file = Create(path, new ListLogger());

        Assert.Equal(OwnerMode, ModeOf(path));
        Assert.Equal("{}\n", File.ReadAllText(path));
    }

    [Fact]
    public void Create_FileDoesNotExist_CreatesItForTheOwnerOnly()
    {
        string path = Path.Combine(_folder, "letters.jsonl");
        ListLogger logger = new();

        using DeadLetterFile file = Create(path, logger);

        Assert.Equal(0, new FileInfo(path).Length);
        Assert.Equal(OperatingSystem.IsWindows() ? default : OwnerMode, ModeOf(path));
        Assert.Empty(logger.Lines);
    }

    [Fact]
    public void Create_PermissionsCannotBeSet_LogsAWarning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is needed.");
        ListLogger logger = new();

        using DeadLetterFile file = Create("/proc/self/status", logger);

        Assert.Contains(logger.Lines, line => line.Contains("'/proc/self/status' can be read by others", StringComparison.Ordinal));
    }

    [Fact]
    public void DefaultPath_Always_IsNotInTheTemporaryFolder() =>
        Assert.DoesNotContain(Path.GetTempPath(), Path.GetFullPath(DeadLetterFile.DefaultPath), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private static DeadLetterFile Create(string path, ILogger logger) =>
        DeadLetterFile.Create(Options.Create(new SlsSyslogOptions { DeadLetterFile = path }), TimeProvider.System, logger);

    private static DeadLetter Letter() => new("audit", "logs/3", "no", "{}"u8.ToArray());
}
