namespace SlsSyslog.Tests;

public sealed class LedgerVerifierTests : IDisposable
{
    private const int Lines = 12;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-");

    [Fact]
    public void Verify_NoFiles_IsIntact()
    {
        LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");

        Assert.Equal((0, true), (found.Lines, found.IsIntact));
    }

    [Fact]
    public async Task Verify_AnyChangedByte_IsFoundInItsLine()
    {
        string file = await WriteAsync();
        byte[] original = await File.ReadAllBytesAsync(file);
        int secondLine = original.AsSpan().IndexOf((byte)'\n') + 1;
        int end = secondLine + original.AsSpan(secondLine).IndexOf((byte)'\n');
        for (int at = secondLine; at < end; at++)
        {
            byte[] changed = [.. original];
            changed[at] ^= 1;
            await File.WriteAllBytesAsync(file, changed);

            LedgerVerification found = LedgerVerifier.Verify(_folder.FullName, "audit");
            Assert.Contains(found.Problems, problem => problem.Line is 2 or 3);
        }
    }

    [Theory]
    [InlineData(0, "The first lines of the ledger are missing.")]
    [InlineData(1, "A line before this one is missing, added or changed: the chain is broken.")]
    [InlineData(6, "A line before this one is missing, added or changed: the chain is broken.")]
    public async Task Verify_RemovedLine_IsFound(int index, string expected)
    {
        string file = await WriteAsync();
        List<string> lines = [.. await File.ReadAllLinesAsync(file)];
        lines.RemoveAt(index);
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n");

        LedgerProblem problem = Assert.Single(LedgerVerifier.Verify(_folder.FullName, "audit").Problems);
        Assert.Equal((file, index + 1, expected), (problem.File, problem.Line, problem.Description));
    }

    [Fact]
    public async Task Verify_RemovedLastLine_ChangesTheLastDigest()
    {
        string file = await WriteAsync();
        string kept = LedgerVerifier.Verify(_folder.FullName, "audit").LastDigest;
        string[] lines = await File.ReadAllLinesAsync(file);
        await File.WriteAllTextAsync(file, string.Join('\n', lines[..^1]) + "\n");

        Assert.NotEqual(kept, LedgerVerifier.Verify(_folder.FullName, "audit").LastDigest);
    }

    [Fact]
    public async Task Verify_ExchangedLines_AreFound()
    {
        string file = await WriteAsync();
        string[] lines = await File.ReadAllLinesAsync(file);
        (lines[3], lines[4]) = (lines[4], lines[3]);
        await File.WriteAllTextAsync(file, string.Join('\n', lines) + "\n");

        Assert.Equal([4L, 5, 6], LedgerVerifier.Verify(_folder.FullName, "audit").Problems.Select(problem => problem.Line));
    }

    [Fact]
    public async Task Verify_RemovedFile_IsFound()
    {
        using (LedgerFile ledger = new(_folder.FullName, "audit", maxFileBytes: 500, maxFiles: 100))
        {
            await AppendAsync(ledger, 20);
        }

        IReadOnlyList<string> files = LedgerVerifier.Verify(_folder.FullName, "audit").Files;
        File.Delete(files[2]);

        IEnumerable<LedgerProblem> problems = LedgerVerifier.Verify(_folder.FullName, "audit").Problems;
        Assert.Equal(
            ["The file before it is missing.", "A line before this one is missing, added or changed: the chain is broken."],
            problems.Where(problem => problem.File == files[3]).Select(problem => problem.Description));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<string> WriteAsync()
    {
        using LedgerFile ledger = new(_folder.FullName, "audit", 1_000_000, 3);
        await AppendAsync(ledger, Lines);
        return LedgerFolder.PathOf(_folder.FullName, "audit", 1);
    }

    private static async Task AppendAsync(LedgerFile ledger, int count)
    {
        for (int number = 0; number < count; number++)
        {
            int value = number;
            await ledger.AppendAsync(json => json.WriteNumber("number", value), CancellationToken.None);
        }
    }
}
