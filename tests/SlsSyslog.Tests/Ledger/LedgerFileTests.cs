namespace SlsSyslog.Tests;

public sealed class LedgerFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");

    [Fact]
    public async Task AppendAsync_Lines_FormAChainThatOnlyTheOwnerReads()
    {
        using LedgerFile ledger = Open();
        await AppendAsync(ledger, 1, 2, 3);

        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");

        Assert.Equal((3, true, LedgerLine.FirstDigest), (found.Lines, found.IsIntact, found.FirstDigest));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(found.Files)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"number\":7,\"previous_dig")]
    public async Task AppendAsync_AfterARestart_ContinuesTheChainWithoutAnIncompleteLine(string rest)
    {
        using (LedgerFile first = Open())
        {
            await AppendAsync(first, 1, 2);
        }

        await File.AppendAllTextAsync(Assert.Single(Files), rest);
        using LedgerFile second = Open();
        await AppendAsync(second, 3);

        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");
        Assert.Equal((3, true), (found.Lines, found.IsIntact));
    }

    [Fact]
    public async Task AppendAsync_FullFile_BeginsAnotherAndDeletesTheOldest()
    {
        using (LedgerFile ledger = new(_folder.FullName, "audit", maxFileBytes: 1000, maxFiles: 3))
        {
            await AppendAsync(ledger, [.. Enumerable.Range(0, 100)]);
        }

        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");

        Assert.Equal(3, found.Files.Count);
        Assert.True(found.IsIntact, string.Join('\n', found.Problems));
        Assert.NotEqual(LedgerLine.FirstDigest, found.FirstDigest);
        Assert.All(found.Files, file => Assert.InRange(new FileInfo(file).Length, 1, 1300));
    }

    [Fact]
    public async Task AppendAsync_RestartAfterAnEmptyFile_ContinuesTheChainOfTheFileBeforeIt()
    {
        using (LedgerFile first = Open())
        {
            await AppendAsync(first, 1);
        }

        await File.WriteAllTextAsync(LedgerFolder.PathOf(_folder.FullName, "audit", 2), "");
        using LedgerFile second = Open();
        await AppendAsync(second, 2);

        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");
        Assert.Equal((2, true), (found.Lines, found.IsIntact));
    }

    [Fact]
    public async Task AppendAsync_AnotherProcessHasTheFile_Fails()
    {
        using LedgerFile first = Open();
        await AppendAsync(first, 1);
        using LedgerFile second = Open();

        await Assert.ThrowsAsync<IOException>(() => AppendAsync(second, 2));
    }

    [Fact]
    public async Task AppendAsync_FileWithoutLines_IsNotCut()
    {
        string file = LedgerFolder.PathOf(_folder.FullName, "audit", 1);
        await File.WriteAllTextAsync(file, new string('x', 100_000));
        using LedgerFile ledger = Open();

        IOException exception = await Assert.ThrowsAsync<IOException>(() => AppendAsync(ledger, 1));

        Assert.Contains("is not a file of a ledger", exception.Message, StringComparison.Ordinal);
        Assert.Equal(100_000, new FileInfo(file).Length);
    }

    [Fact]
    public async Task AppendAsync_LastLineIsChangedBeforeARestart_TheChainShowsIt()
    {
        using (LedgerFile first = Open())
        {
            await AppendAsync(first, 1, 2);
        }

        string file = Assert.Single(Files);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("\"number\":2", "\"number\":9", StringComparison.Ordinal));
        using LedgerFile second = Open();
        await AppendAsync(second, 3);

        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");
        Assert.Equal(3, found.Lines);
        Assert.Equal(2, Assert.Single(found.Problems).Line);
    }

    [Fact]
    public async Task AppendAsync_FullDisk_FailsAndContinuesWithoutATrace()
    {
        await using SmallDisk? disk = await SmallDisk.TryMountAsync(_folder.FullName);
        Assert.SkipWhen(disk is null, "Mounting a file system is not permitted.");
        string filler = Path.Combine(disk.Folder, "filler");
        using LedgerFile ledger = new(disk.Folder, "audit", 1_000_000, 3);
        await AppendAsync(ledger, 1);
        await SmallDisk.FillAsync(filler);

        int written = 1;
        IOException? error = null;
        while (error is null && written < 10_000)
        {
            error = await Record.ExceptionAsync(() => AppendAsync(ledger, written)) as IOException;
            written += error is null ? 1 : 0;
        }

        Assert.NotNull(error);
        LedgerVerification full = LedgerVerifier.Verify(disk.Folder, "audit");
        Assert.Equal((written, true), (full.Lines, full.IsIntact));

        File.Delete(filler);
        await AppendAsync(ledger, 2, 3);
        LedgerVerification free = LedgerVerifier.Verify(disk.Folder, "audit");
        Assert.Equal((written + 2, true), (free.Lines, free.IsIntact));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private IEnumerable<string> Files => _folder.EnumerateFiles("*.jsonl").Select(file => file.FullName);

    private LedgerFile Open() => new(_folder.FullName, "audit", 1_000_000, 3);

    private static async Task AppendAsync(LedgerFile ledger, params int[] numbers)
    {
        foreach (int number in numbers)
        {
            await ledger.AppendAsync(json => json.WriteNumber("number", number), CancellationToken.None);
        }
    }
}
