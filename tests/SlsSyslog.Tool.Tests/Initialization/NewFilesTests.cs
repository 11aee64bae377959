namespace SlsSyslog.Tool.Tests;

public sealed class NewFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("old")]
    [InlineData(null)]
    public void Move_SecondFileCannotBeMoved_RestoresTheFirst(string? before)
    {
        string first = Path.Combine(_folder, "first");
        string second = Path.Combine(_folder, "second");
        if (before is not null)
        {
            File.WriteAllText(first, before);
        }

        using (NewFile one = new(first))
        using (NewFile two = new(second))
        {
            one.Write("new");
            two.Write("new");
            Directory.CreateDirectory(second); // after the checks

            string message = Assert.Throws<ToolException>(() => NewFiles.Move([one, two], canReplace: true)).Message;

            Assert.StartsWith($"The file {second} cannot be written: ", message, StringComparison.Ordinal);
            Assert.DoesNotContain(".tmp", message, StringComparison.Ordinal);
        }

        Assert.Equal(before, File.Exists(first) ? File.ReadAllText(first) : null);
        Assert.Equal(before is null ? 1 : 2, Directory.GetFileSystemEntries(_folder).Length);
    }

    [Fact]
    public void Write_NameIsTooLong_NamesTheFileOfTheUser()
    {
        string path = Path.Combine(_folder, new string('x', 250)); // the name beside it is longer than 255

        string message = Assert.Throws<ToolException>(() => NewFiles.Write([(path, "text")], canReplace: false)).Message;

        Assert.StartsWith($"The file {path} cannot be written: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(".tmp", message, StringComparison.Ordinal);
    }
}
