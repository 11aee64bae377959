using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SlsSyslog.Tests;

public sealed class DeadLetterRotationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;
    private readonly ListLogger _log = new();

    private string FilePath => Path.Combine(_folder, "letters.jsonl");

    [Fact]
    public async Task HandleAsync_FileIsFull_RenamesItAndBeginsTheNextOneForTheOwnerOnly()
    {
        using DeadLetterFile file = MakeFile(new DeadLetterOptions { MaxFileBytes = 4096, MaxFiles = 100 });

        await StoreAsync(file, 100);

        IReadOnlyList<string> files = DeadLetterRotation.FindFiles(FilePath);
        Assert.True(files.Count > 2);
        Assert.Equal([.. Enumerable.Range(1, files.Count - 1).Select(number => $"{FilePath}.{number}"), FilePath], files);
        Assert.All(files, path => Assert.InRange(new FileInfo(path).Length, 1, 4096));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"reason {i}"), files.SelectMany(File.ReadLines).Select(ReasonOf));
        Assert.All(files, path => Assert.True(
            OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)));
    }

    [Fact]
    public async Task HandleAsync_AllFilesAreFull_FailsUntilOneIsRemoved()
    {
        using DeadLetterFile file = MakeFile(new DeadLetterOptions { MaxFileBytes = 4096, MaxFiles = 3 });

        IOException full = await Assert.ThrowsAsync<IOException>(() => StoreAsync(file, 1000));

        Assert.StartsWith("The 3 files are full, each with up to 4096 bytes.", full.Message, StringComparison.Ordinal);
        Assert.Equal(3, DeadLetterRotation.FindFiles(FilePath).Count);
        File.Delete($"{FilePath}.1");
        await StoreAsync(file, 1);
        Assert.Equal([$"{FilePath}.2", $"{FilePath}.3", FilePath], DeadLetterRotation.FindFiles(FilePath));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task HandleAsync_AllFilesAreFullAndTheOldestMayBeDropped_KeepsTheNewestAndLogsTheCount(int files)
    {
        using DeadLetterFile file = MakeFile(
            new DeadLetterOptions { MaxFileBytes = 4096, MaxFiles = files, WhenFull = DeadLetterOverflow.DropOldest });

        await StoreAsync(file, 200);

        string[] kept = [.. DeadLetterRotation.FindFiles(FilePath).SelectMany(File.ReadLines).Select(ReasonOf)];
        Assert.Equal(files, DeadLetterRotation.FindFiles(FilePath).Count);
        Assert.Equal("reason 199", kept[^1]);
        Assert.Contains(_log.Lines, line => line.Contains("The oldest one, ", StringComparison.Ordinal));
        Assert.Equal(200 - kept.Length, _log.Lines.Sum(CountOf));
    }

    [Fact]
    public void FindFiles_OtherFilesInTheFolder_AreNotDeadLetters()
    {
        Assert.All(["letters.jsonl", "letters.jsonl.10", "letters.jsonl.9", "letters.jsonl.bak", "letters.jsonl.-1", "other.jsonl.1"],
            name => File.WriteAllText(Path.Combine(_folder, name), ""));

        Assert.Equal([$"{FilePath}.9", $"{FilePath}.10", FilePath], DeadLetterRotation.FindFiles(FilePath));
    }

    // A full disk: a small file system in memory, which only root can mount.
    [Fact]
    public async Task RunAsync_DiskIsFull_HoldsTheShardTurnsHealthRedAndContinuesWhenThereIsSpace()
    {
        await using SmallDisk? disk = await SmallDisk.TryMountAsync(_folder);
        if (disk is null)
        {
            Assert.Skip("A tmpfs cannot be mounted.");
        }

        string path = Path.Combine(disk.Folder, "letters.jsonl");
        string filler = Path.Combine(disk.Folder, "filler");
        await SmallDisk.FillAsync(filler);
        using DeadLetterFile file = new(path, TimeProvider.System);
        PumpScene scene = new() { Store = file };
        MemoryLease lease = new(["a", "poison", "b"]) { IsBounded = true };
        Task<bool> run = scene.RunAsync(lease);

        await scene.UntilAsync(() => scene.Blocked is not null);
        Assert.Empty(lease.Committed);
        RouteStatus status = scene.Route.Monitor.GetStatus();
        Assert.Contains(
            await HealthScene.FindAsync(status),
            reason => reason.Status == HealthStatus.Unhealthy && reason.Problem.Contains("Shard logs/0 is blocked", StringComparison.Ordinal));

        File.Delete(filler);
        await scene.UntilAsync(() => run.IsCompleted);

        Assert.True(await run);
        Assert.Equal("FormatException: cannot be written", ReasonOf(Assert.Single(await File.ReadAllLinesAsync(path))));
        Assert.Equal([1], lease.Committed);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string ReasonOf(string line) =>
        System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("reason").GetString()!;

    private static int CountOf(string line)
    {
        string[] words = line.Split(' ');
        return int.Parse(words[Array.IndexOf(words, "with") + 1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task StoreAsync(DeadLetterFile file, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await file.HandleAsync(new DeadLetter("audit", "logs/3", $"reason {i}", "{}"u8.ToArray()), CancellationToken.None);
        }
    }

    private DeadLetterFile MakeFile(DeadLetterOptions options) => new(FilePath, TimeProvider.System, options, _log);
}
