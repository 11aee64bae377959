namespace SlsSyslog.Forwarder.Tests;

/// <summary>Access keys in files, as containers and systemd provide them.</summary>
public sealed class CredentialFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    [Fact]
    public async Task Forwarder_AccessKeyInFiles_Forwards()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(
            ("SLS_AK_ID", ""), ("SLS_AK_KEY", ""), ("SLS_AK_ID_FILE", Write("id", "testak\n")), ("SLS_AK_KEY_FILE", Write("key", "testsk\n")));

        await scene.CompleteAsync();
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
        Assert.DoesNotContain("testsk", forwarder.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forwarder_FilesAreReplacedAndTheOldKeyIsRemoved_ContinuesWithTheNewOne()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);
        ForwarderProcess forwarder = scene.Forward(
            ("SLS_AK_ID", ""), ("SLS_AK_KEY", ""), ("SLS_AK_ID_FILE", Write("id", "testak")), ("SLS_AK_KEY_FILE", Write("key", "testsk")));
        await scene.CompleteAsync();

        scene.Sls.AddAccessKey("another", "another-secret");
        Write("id", "another");
        Write("key", "another-secret");
        scene.Sls.RemoveAccessKey("testak");
        NastyLogs.Write(scene.Logs, scene.Ledger, 10);

        await scene.CompleteAsync();
        forwarder.Terminate();
        Assert.Equal(0, await forwarder.WaitForExitAsync());
    }

    [Theory]
    [InlineData("absent", null, "cannot be used: Could not find file")]
    [InlineData("empty", " \n", "is empty")]
    public async Task Forwarder_FileCannotBeUsed_NamesVariableAndFileAndExitsWithTwo(string name, string? content, string problem)
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        string path = content is null ? Path.Combine(_folder, name) : Write(name, content);
        ForwarderProcess forwarder = scene.Forward(("SLS_AK_KEY", ""), ("SLS_AK_KEY_FILE", path));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains($"SLS_AK_KEY_FILE: The file '{path}'", forwarder.Output, StringComparison.Ordinal);
        Assert.Contains(problem, forwarder.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", forwarder.Output, StringComparison.Ordinal);
        Assert.Empty(scene.Sls.Journal);
    }

    [Fact]
    public async Task Forwarder_KeyInAVariableAndInAFile_AsksForOneAndExitsWithTwo()
    {
        await using Scene scene = await Scene.SetAsync(shards: 1);
        ForwarderProcess forwarder = scene.Forward(("SLS_AK_KEY_FILE", Write("key", "testsk")));

        Assert.Equal(2, await forwarder.WaitForExitAsync());
        Assert.Contains(
            "SLS_AK_KEY_FILE: The environment variable SLS_AK_KEY is set as well. Set one of the two.", forwarder.Output, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, content);
        return path;
    }
}
