namespace SlsSyslog.Tool.Tests;

/// <summary>Replays of a route with several destinations.</summary>
public sealed class ReplayDestinationsTests
{
    [Fact]
    public async Task Replay_SeveralDestinations_SendsToEach()
    {
        await using SyslogCaptureServer archive = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions());
        await using ReplayScene scene = await StartAsync(archive);
        scene.Receive(0, minute: 1, groups: 5);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2));

        Assert.Equal((0, "10 delivered, 0 filtered, 0 dead-lettered, 0 skipped.\n"), (run.ExitCode, run.Out));
        Assert.Equal((5, 5), (scene.Siem.Messages.Count, archive.Messages.Count));
    }

    [Fact]
    public async Task Replay_OneOfSeveralDestinations_SendsOnlyToIt()
    {
        await using SyslogCaptureServer archive = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions());
        await using ReplayScene scene = await StartAsync(archive);
        scene.Receive(0, minute: 1, groups: 5);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2), "--destination", "archive");

        Assert.Equal((0, "5 delivered, 0 filtered, 0 dead-lettered, 0 skipped.\n"), (run.ExitCode, run.Out));
        Assert.Equal((0, 5), (scene.Siem.Messages.Count, archive.Messages.Count));
    }

    [Fact]
    public async Task Replay_UnknownDestination_NamesThem()
    {
        await using SyslogCaptureServer archive = await SyslogCaptureServer.StartAsync(new SyslogCaptureOptions());
        await using ReplayScene scene = await StartAsync(archive);

        ToolRun run = await scene.Tool.RunAsync("replay", "--from", scene.Time(1), "--to", scene.Time(2), "--destination", "siem2");

        run.AssertRefused("has no destination 'siem2'", "archive, siem");
    }

    private static async Task<ReplayScene> StartAsync(SyslogCaptureServer archive)
    {
        ReplayScene scene = await ReplayScene.StartAsync();
        string settings = await File.ReadAllTextAsync(scene.Tool.Settings);
        string one = $$"""
            "Destination": { "Servers": [ "tcp://127.0.0.1:{{scene.Siem.Port}}" ] }
            """;
        string several = $$"""
            "Destinations": {
              "siem": { "Servers": [ "tcp://127.0.0.1:{{scene.Siem.Port}}" ] },
              "archive": { "Servers": [ "tcp://127.0.0.1:{{archive.Port}}" ], "Required": false }
            }
            """;
        Assert.Contains(one, settings, StringComparison.Ordinal);
        await File.WriteAllTextAsync(scene.Tool.Settings, settings.Replace(one, several, StringComparison.Ordinal));
        return scene;
    }
}
