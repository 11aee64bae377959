using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace SlsSyslog.Tool.Tests;

public sealed class TapCommandTests
{
    [Fact]
    public async Task Tap_RunningForwarder_ShowsMaskedMessagesAndValuesOnRequest()
    {
        using TapFolder folder = new();
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Tap": { "Socket": "{{folder.Socket}}" }""");
        using IHost host = await StartAsync(scene);

        ToolRun masked = await ReadAsync(scene, scene.Tool.RunAsync("tap", "--count", "1"));
        ToolRun shown = await ReadAsync(scene, ToolRun.StartAsync("tap", "--socket", folder.Socket, "--count", "1", "--filter", "number=", "--unmask", "--json"));
        await host.StopAsync();

        Assert.Equal((0, 0), (masked.ExitCode, shown.ExitCode));
        Assert.Contains("number=***", masked.Out, StringComparison.Ordinal);
        Assert.Matches("number=\\d", shown.Out);
        Assert.Contains("Connected to version", shown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tap_FilterMatchesNothing_SaysHowManyMessagesItHasNotShown()
    {
        using TapFolder folder = new();
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Tap": { "Socket": "{{folder.Socket}}" }""");
        using IHost host = await StartAsync(scene);
        using ToolProcess tool = new("tap", "--socket", folder.Socket, "--filter", "not in any message");

        await Eventually.TrueAsync(
            () =>
            {
                scene.Receive(shard: 0, minute: 1, groups: 1);
                return tool.Error.Contains("The filter matched 0 of ", StringComparison.Ordinal);
            },
            () => tool.Error);
        tool.Signal("INT");

        Assert.Equal((130, ""), (await tool.WaitForExitAsync(), tool.Out));
        await host.StopAsync();
    }

    [Theory]
    [InlineData("The settings do not have SlsSyslog:Tap:Socket", "tap")]
    [InlineData("The rule of --filter is not valid. The text is not valid JSON. Correct the text at character 10.\n",
        "tap", "--socket", "tap.sock", "--filter", "{\"field\":")]
    [InlineData("The rule of --filter is not valid. 'feld' is not a known name. Specify one of ",
        "tap", "--socket", "tap.sock", "--filter", "{\"feld\":\"a\",\"equals\":\"b\"}")]
    [InlineData("'-1' is not a valid value of --count", "tap", "--socket", "tap.sock", "--count", "-1")]
    [InlineData("--unmaks", "tap", "--unmaks")]
    public async Task Tap_WrongUse_SaysWhatToDo(string expected, params string[] args)
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();

        (await scene.Tool.RunAsync(args)).AssertRefused(expected);
    }

    [Fact]
    public async Task Tap_PathIsTooLong_SaysSo()
    {
        ToolRun run = await ToolRun.StartAsync("tap", "--socket", $"/run/{new string('x', 200)}/tap.sock");

        run.AssertRefused("The path of the socket is too long: ", "Specify");
    }

    [Fact]
    public async Task Tap_NoSettingsAndNoSocket_SaysWhatToSpecify() =>
        (await ToolRun.StartAsync("tap")).AssertRefused("Specify the socket of the forwarder with --socket, or its settings with --config.");

    [Fact]
    public async Task Tap_SettingsAreInvalid_SaysWhichWithoutANoteAboutARun()
    {
        ToolRun run = await ToolRun.StartAsync("tap", "--SlsSyslog:Source:Projekt", "x");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("The settings are invalid.\n  - SlsSyslog:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tap_RouteDoesNotExist_NamesTheRoutes()
    {
        using TapFolder folder = new();
        await using ReplayScene scene = await ReplayScene.StartAsync(more: $$""", "Tap": { "Socket": "{{folder.Socket}}" }""");
        using IHost host = await StartAsync(scene);

        ToolRun run = await ToolRun.StartAsync("tap", "--socket", folder.Socket, "--route", "nope").WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();

        run.AssertRefused("The forwarder has no route 'nope'. Specify one of default.");
    }

    [Fact]
    public async Task Tap_NobodyListens_IsAFailedCheck()
    {
        using TapFolder folder = new();

        ToolRun run = await ToolRun.StartAsync("tap", "--socket", folder.Socket);

        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(folder.Socket, run.Error, StringComparison.Ordinal);
        Assert.InRange(run.Error.TrimEnd('\n').Split('\n').Length, 1, 2);
    }

    private static async Task<IHost> StartAsync(ReplayScene scene)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddJsonFile(scene.Tool.Settings);
        builder.Services.AddSlsSyslogForwarding();
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }

    // Records arrive until the tap has seen one.
    private static async Task<ToolRun> ReadAsync(ReplayScene scene, Task<ToolRun> tap)
    {
        await Eventually.TrueAsync(
            () =>
            {
                scene.Receive(shard: 0, minute: 1, groups: 1);
                return tap.IsCompleted;
            });
        return await tap;
    }

    private sealed class TapFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tap-");

        public string Socket => Path.Combine(_folder.FullName, "tap.sock");

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
