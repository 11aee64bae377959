namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ConsumerNameTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slssyslog-test-").FullName;

    [Fact]
    public void Acquire_AfterARestart_GetsTheSameName()
    {
        string name = NameIn(_folder);

        Assert.StartsWith(Environment.MachineName[..1], name, StringComparison.Ordinal);
        Assert.Equal(name, NameIn(_folder));
    }

    [Fact]
    public void Acquire_NameIsTaken_GetsAnother()
    {
        using ConsumerName first = ConsumerName.Acquire("scope", [_folder]);
        using ConsumerName second = ConsumerName.Acquire("scope", [_folder]);
        using ConsumerName elsewhere = ConsumerName.Acquire("another scope", [_folder]);

        Assert.Equal(3, new[] { first.Value, second.Value, elsewhere.Value }.Distinct().Count());
    }

    // Containers with a fixed host name or the network of the host, and services with a private temporary folder.
    [Fact]
    public void Acquire_SameHostWithSeparateFolders_GetsDifferentNames() =>
        Assert.NotEqual(NameIn(Path.Combine(_folder, "one")), NameIn(Path.Combine(_folder, "two")));

    // Process IDs repeat: each container has a process 1.
    [Fact]
    public void Acquire_NoFolderIsWritable_GetsAnotherNameAtEachStart()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.NotEqual(NameIn(Path.Combine(file, "absent")), NameIn(Path.Combine(file, "absent")));
    }

    [Fact]
    public void Acquire_FirstFolderIsNotWritable_UsesTheNext()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        Assert.Equal(NameIn(file, _folder), NameIn(_folder));
    }

    [Fact]
    public void Acquire_FolderDoesNotExist_CreatesItForItsOwnerOnly()
    {
        string folder = Path.Combine(_folder, "new");

        NameIn(folder);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(folder).Single()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("torn")]
    public void Acquire_FileHasNoValue_WritesOne(string content)
    {
        NameIn(_folder);
        string path = Directory.GetFiles(_folder).Single();
        File.WriteAllText(path, content);
        string first = NameIn(_folder);
        File.WriteAllText(path, content);

        Assert.NotEqual(first, NameIn(_folder));
    }

    [Fact]
    public void Acquire_LinkInPlaceOfTheFile_IsNotFollowed()
    {
        NameIn(_folder);
        string path = Directory.GetFiles(_folder).Single();
        string target = Path.Combine(_folder, "target");
        File.WriteAllText(target, "");
        File.Delete(path);
        File.CreateSymbolicLink(path, target);

        NameIn(_folder);

        Assert.Equal("", File.ReadAllText(target));
    }

    [Fact]
    public void Digest_CopyOfTheFileDuringAnotherBoot_Differs()
    {
        using FileStream file = new(Path.Combine(_folder, "value"), FileMode.Create, FileAccess.ReadWrite);

        string digest = ConsumerName.Digest(file, "boot 1");

        Assert.Equal(digest, ConsumerName.Digest(file, "boot 1"));
        Assert.NotEqual(digest, ConsumerName.Digest(file, "boot 2"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string NameIn(params string[] folders)
    {
        using ConsumerName name = ConsumerName.Acquire("scope", folders);
        return name.Value;
    }
}
