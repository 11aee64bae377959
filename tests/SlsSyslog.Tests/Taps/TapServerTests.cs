using System.Globalization;
using System.Text.Json;

namespace SlsSyslog.Tests;

public sealed class TapServerTests
{
    private const string Everything = """{"unmask":true}""";

    [Fact]
    public async Task StartAsync_NoPath_CreatesNothing()
    {
        await using TapScene scene = new();

        await scene.ListenAsync(isConfigured: false);

        Assert.False(Path.Exists(scene.SocketPath));
        Assert.Empty(scene.Log);
    }

    [Fact]
    public async Task StartAsync_Path_OnlyTheOwnerMayConnect()
    {
        await using TapScene scene = await TapScene.StartAsync();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(scene.SocketPath) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task StopAsync_Listening_RemovesTheSocket()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync(Everything);

        await scene.StopAsync().WaitAsync(Eventually.Deadline);

        Assert.False(Path.Exists(scene.SocketPath));
        Assert.False(scene.Hub.IsListening);
        await Assert.ThrowsAnyAsync<IOException>(reader.ReadMessageAsync);
    }

    [Fact]
    public async Task StartAsync_SocketOfAKilledProcess_IsReplaced()
    {
        await using TapScene scene = new();
        using (System.Net.Sockets.Socket dead = new(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            // .NET removes the file of a socket that it has bound when it is disposed, as a killed process does not.
            dead.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(scene.SocketPath));
            File.Move(scene.SocketPath, scene.SocketPath + ".kept");
        }

        File.Move(scene.SocketPath + ".kept", scene.SocketPath);
        await scene.ListenAsync();

        using TapReader reader = await scene.OpenAsync(Everything);
        scene.Pass(("user", "alice"));
        Assert.Contains("user=alice", await reader.ReadMessageAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_AFileIsThere_IsNotTouched()
    {
        await using TapScene scene = new();
        await File.WriteAllTextAsync(scene.SocketPath, "important");

        await scene.ListenAsync();

        Assert.Equal("important", await File.ReadAllTextAsync(scene.SocketPath));
        Assert.Contains(scene.Log, entry => entry.Contains($"The tap cannot listen on {scene.SocketPath}", StringComparison.Ordinal));
        File.Delete(scene.SocketPath);
    }

    [Fact]
    public async Task StartAsync_AnotherProcessListens_IsNotTouched()
    {
        await using TapScene first = await TapScene.StartAsync();
        await using TapScene second = new();
        File.CreateSymbolicLink(second.SocketPath, first.SocketPath);

        await second.ListenAsync();

        Assert.Contains(second.Log, entry => entry.Contains("Another process listens on the socket.", StringComparison.Ordinal));
        using TapReader reader = await first.OpenAsync(Everything);
    }

    [Fact]
    public async Task Open_NothingRequested_ShowsStructureWithoutValues()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync("{}");

        scene.Pass(("user", "alice"), ("token", "QUJD=="), ("note", "the user said token"));

        string message = await reader.ReadMessageAsync();
        Assert.StartsWith("<14>1 2025-11-26T08:00:00Z *** *** - - - ", message, StringComparison.Ordinal);
        Assert.Contains("user=***", message, StringComparison.Ordinal);
        Assert.Contains("token=***==", message, StringComparison.Ordinal);
        Assert.DoesNotContain("alice", message, StringComparison.Ordinal);
        Assert.DoesNotContain("QUJD", message, StringComparison.Ordinal);
        Assert.DoesNotContain("said", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Rule_ShowsMatchingRecords()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync("""{"rule":{"field":"user","equals":"bob"},"unmask":true}""");

        scene.Pass(("user", "alice"));
        scene.Pass(("user", "bob"));

        Assert.Contains("user=bob", await reader.ReadMessageAsync(), StringComparison.Ordinal);
        await reader.ReadCountsAsync(counts => counts.GetProperty("seen").GetInt64() == 2 && counts.GetProperty("matched").GetInt64() == 1);
    }

    [Fact]
    public async Task Open_Text_ShowsMatchingMessagesAlsoMasked()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync("""{"text":"USER=b"}""");

        scene.Pass(("user", "alice"));
        scene.Pass(("user", "bob"));

        Assert.Contains("user=***", await reader.ReadMessageAsync(), StringComparison.Ordinal);
        await reader.ReadCountsAsync(counts => counts.GetProperty("matched").GetInt64() == 1);
    }

    [Theory]
    [InlineData("""{"routes":["other","siem"]}""")]
    [InlineData("""{"routes":["siem"]}""")]
    public async Task Open_Routes_SelectsByName(string request)
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync(request);

        scene.Pass(("user", "alice"));

        await reader.ReadCountsAsync(counts => counts.GetProperty("seen").GetInt64() == 1);
    }

    [Theory]
    [InlineData("""{"routes":["other"]}""", "other")]
    [InlineData("""{"routes":["sie"]}""", "sie")]
    [InlineData("""{"routes":["siem2"]}""", "siem2")]
    public async Task Open_RouteDoesNotExist_NamesTheRoutesAndEnds(string request, string name)
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.ConnectAsync(request);

        JsonElement line = await reader.ReadAsync();

        Assert.Equal($"The forwarder has no route '{name}'. Specify one of siem.", line.GetProperty("error").GetString());
        Assert.Equal(["siem"], line.GetProperty("routes").EnumerateArray().Select(route => route.GetString()));
        Assert.False(scene.Hub.IsListening);
    }

    [Theory]
    [InlineData("nonsense", "The request is not valid")]
    [InlineData("""{"rule":{"field":"user"}}""", "The filter is not valid")]
    public async Task Open_InvalidRequest_SaysWhatIsWrong(string request, string expected)
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.ConnectAsync(request);

        Assert.StartsWith(expected, (await reader.ReadAsync()).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(scene.Hub.IsListening);
    }

    [Fact]
    public async Task Open_ManyConnections_AreLimited()
    {
        await using TapScene scene = await TapScene.StartAsync();
        TapReader[] readers = [.. await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.OpenAsync(Everything)))];
        using TapReader fifth = await scene.ConnectAsync(Everything);

        Assert.Equal("Too many taps are connected. End one of them.", (await fifth.ReadAsync()).GetProperty("error").GetString());
        Array.ForEach(readers, reader => reader.Dispose());
    }

    [Fact]
    public async Task Pass_ListenerDoesNotRead_LosesMessagesAndNeverWaits()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using TapReader reader = await scene.OpenAsync(Everything);
        string text = new('x', 1000);

        for (int i = 0; i < 20_000; i++)
        {
            scene.Pass(("n", i.ToString(CultureInfo.InvariantCulture)), ("text", text));
        }

        // The pipeline was not held although nothing was read. What was lost is counted.
        System.Text.Json.JsonElement counts = await reader.ReadCountsAsync(counts => counts.GetProperty("seen").GetInt64() == 20_000);
        Assert.InRange(counts.GetProperty("lost").GetInt64(), 1, 20_000);
    }

    [Fact]
    public async Task Open_Connection_IsLoggedWithItsProcess()
    {
        await using TapScene scene = await TapScene.StartAsync();
        using (TapReader reader = await scene.OpenAsync(Everything))
        {
            scene.Pass(("user", "alice"));
            await reader.ReadMessageAsync();
        }

        await Eventually.TrueAsync(() => !scene.Hub.IsListening);
        string process = $"process {Environment.ProcessId} (";
        await Eventually.TrueAsync(() => scene.Log.Any(entry => entry.Contains("is closed after", StringComparison.Ordinal)));
        Assert.Contains(scene.Log, entry => entry.Contains("The tap is open: " + process, StringComparison.Ordinal)
            && entry.EndsWith("reads messages of all routes, with their values.", StringComparison.Ordinal));
        Assert.Contains(scene.Log, entry => entry.Contains("The tap of " + process, StringComparison.Ordinal)
            && entry.EndsWith("its filter matched 1 of 1 messages, 0 of them were lost.", StringComparison.Ordinal));
        Assert.DoesNotContain(scene.Log, entry => entry.Contains("alice", StringComparison.Ordinal));
    }
}
