namespace SlsSyslog.Tool.Tests;

public sealed class InputFileTests
{
    [Theory]
    [InlineData("nofile", "The file nofile does not exist. Specify the path of a file after --file.")]
    [InlineData("nofolder/nofile", "The file nofolder/nofile does not exist. Specify the path of a file after --file.")]
    [InlineData(".", ". is a folder. Specify the path of a file after --file.")]
    public async Task OpenText_FileCannotBeRead_SaysWhatToSpecify(string path, string expected)
    {
        Assert.Equal(expected, Assert.Throws<ToolException>(() => InputFile.OpenText(path, "--file")).Message);

        await using ReplayScene scene = await ReplayScene.StartAsync();
        (await scene.Tool.RunAsync("preview", "--file", path)).AssertRefused(expected);
    }
}
