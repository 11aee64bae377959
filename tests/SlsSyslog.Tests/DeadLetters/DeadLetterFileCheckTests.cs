using System.Diagnostics;

namespace SlsSyslog.Tests;

public sealed class DeadLetterFileCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;

    [Fact]
    public void FindProblem_FolderIsAFile_ReturnsWhy()
    {
        string blocker = Path.Combine(_folder, "blocker");
        File.WriteAllText(blocker, "");

        Assert.Equal($"'{blocker}' is a file, not a folder.", DeadLetterFileCheck.FindProblem(Path.Combine(blocker, "letters.jsonl")));
        Assert.Equal($"'{blocker}' is a file, not a folder.", DeadLetterFileCheck.FindProblem(Path.Combine(blocker, "a", "letters.jsonl")));
        Assert.Equal("It is a folder.", DeadLetterFileCheck.FindProblem(_folder));
        Assert.NotNull(DeadLetterFileCheck.FindProblem("a\0b"));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal("Nothing can be created in the folder '/proc'.", DeadLetterFileCheck.FindProblem("/proc/x"));
            Assert.Equal("Nothing can be created in the folder '/proc'.", DeadLetterFileCheck.FindProblem("/proc/none/x"));
        }

        Assert.Null(DeadLetterFileCheck.FindProblem(Path.Combine(_folder, "letters.jsonl")));
    }

    [Fact]
    public void FindProblem_FileOrFolderDoesNotExist_CreatesNothing()
    {
        Assert.Null(DeadLetterFileCheck.FindProblem(Path.Combine(_folder, "letters.jsonl")));
        Assert.Null(DeadLetterFileCheck.FindProblem(Path.Combine(_folder, "a", "b", "letters.jsonl")));
        Assert.NotNull(DeadLetterFileCheck.FindProblem(Path.Combine(_folder, new string('x', 300))));

        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void FindProblem_LinkToAFileThatCanBeCreated_ReturnsNull()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        string link = Path.Combine(_folder, "link.jsonl");
        File.CreateSymbolicLink(link, Path.Combine(_folder, "target.jsonl"));

        Assert.Null(DeadLetterFileCheck.FindProblem(link));

        Assert.Equal([link], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public async Task FindProblem_IsNotARegularFile_ReturnsWhy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev is needed.");
        string pipe = Path.Combine(_folder, "pipe");
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync();
        string device = Path.Combine(_folder, "device");
        File.CreateSymbolicLink(device, "/dev/null");

        Assert.All([pipe, device, "/dev/null", "/dev/full"], path => Assert.Equal("It is not a regular file.", DeadLetterFileCheck.FindProblem(path)));
    }

    [Fact]
    public void FindProblem_LinkToNothing_NamesTheTarget()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege.");
        string link = Path.Combine(_folder, "link.jsonl");
        File.CreateSymbolicLink(link, "/none/letters.jsonl");

        Assert.Equal("It is a symbolic link to '/none/letters.jsonl', which cannot be created.", DeadLetterFileCheck.FindProblem(link));
    }

    [Fact]
    public void FindProblem_EmptyOrFilledFile_LeavesItsContent()
    {
        string path = Path.Combine(_folder, "kept.jsonl");

        Assert.All(["", "{}\n"], text =>
        {
            File.WriteAllText(path, text);
            Assert.Null(DeadLetterFileCheck.FindProblem(path));
            Assert.Equal(text, File.ReadAllText(path));
        });
    }

    [Fact]
    public void FindProblem_AnotherInstanceWrites_ReturnsNull()
    {
        string path = Path.Combine(_folder, "shared.jsonl");
        using FileStream other = new(path, FileMode.Create, FileAccess.Write, FileShare.Read);

        Assert.Null(DeadLetterFileCheck.FindProblem(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
