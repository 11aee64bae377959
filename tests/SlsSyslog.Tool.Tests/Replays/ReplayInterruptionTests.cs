namespace SlsSyslog.Tool.Tests;

public sealed class ReplayInterruptionTests
{
    private const int Records = 4000;
    private const int Seen = 600;

    private static readonly Dictionary<string, string> Variables = [];

    [Fact]
    public async Task Replay_InterruptedAndRunAgain_SendsTheRestAndNothingIsMissing()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: Records);
        using (ToolProcess first = Start(scene, "--rate", "1500"))
        {
            await Eventually.TrueAsync(() => scene.Siem.Messages.Count >= Seen, () => first.Error);
            first.Signal("INT");

            Assert.Equal(130, await first.WaitForExitAsync());
            Assert.Contains(
                $"The replay was interrupted. To continue, run: sls-syslog replay --from {scene.Time(1)} --to {scene.Time(2)} --config",
                first.Error,
                StringComparison.Ordinal);
        }

        int before = scene.Siem.Messages.Count;
        Assert.InRange(before, Seen, Records - 1);

        using ToolProcess second = Start(scene);
        Assert.Equal((0, 0), (await second.WaitForExitAsync(), scene.Arrived.Length - Records));
        Assert.Equal(Enumerable.Range(0, Records), scene.Arrived.Order());
        Assert.Equal(["siem"], scene.Sls.Logstore.ConsumerGroups.Select(group => group.Name));
    }

    [Fact]
    public async Task Replay_KilledAndRunAgain_ContinuesAtTheProgressAndNothingIsMissing()
    {
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: Records);
        string stored = scene.Sls.Logstore.Shards[0].BeginCursor;
        using (ToolProcess first = Start(scene, "--rate", "800"))
        {
            await Eventually.TrueAsync(
                () => Progress(scene) is { } cursor && cursor != stored, () => first.Error);
            first.Signal("KILL");
            Assert.NotEqual(0, await first.WaitForExitAsync());
            Assert.Contains("To continue after an interruption, run: sls-syslog replay --from", first.Error, StringComparison.Ordinal);
        }

        int before = scene.Siem.Messages.Count;
        Assert.InRange(before, 1, Records - 1);

        using ToolProcess second = Start(scene);
        Assert.Equal(0, await second.WaitForExitAsync());
        Assert.Equal(Enumerable.Range(0, Records), scene.Arrived.Distinct().Order());
        Assert.InRange(scene.Arrived.Length, Records, Records + before - 1); // not from the beginning
    }

    // Each LogGroup needs 4 s at this rate.
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Replay_InterruptedAtALowRate_StopsSoonAndTheNextRunSendsTheRest(string signal)
    {
        const int PerGroup = 2000;
        await using ReplayScene scene = await ReplayScene.StartAsync();
        scene.Receive(0, minute: 1, groups: 4, PerGroup);
        using (ToolProcess first = Start(scene, "--rate", "500", "--SlsSyslog:Source:MaxLogGroupsPerPull", "1"))
        {
            await Eventually.TrueAsync(() => scene.Siem.Messages.Count > PerGroup, () => first.Error);
            int seen = scene.Siem.Messages.Count;
            first.Signal(signal);

            Assert.Equal(130, await first.WaitForExitAsync());
            Assert.InRange(scene.Siem.Messages.Count, seen, seen + 1000);
            Assert.Contains(
                "1 of 4 LogGroups are confirmed (25 %). What was sent after them is sent again.", first.Error, StringComparison.Ordinal);
            Assert.Contains($"{PerGroup} delivered, 0 filtered", first.Out, StringComparison.Ordinal);
        }

        int before = scene.Siem.Messages.Count;
        using ToolProcess second = Start(scene);
        Assert.Equal(0, await second.WaitForExitAsync());
        Assert.Equal(Enumerable.Range(0, 4 * PerGroup), scene.Arrived.Distinct().Order());
        Assert.Equal(3 * PerGroup, scene.Arrived.Length - before); // only what was not confirmed
    }

    private static string? Progress(ReplayScene scene) => scene.Sls.Logstore.ConsumerGroups
        .FirstOrDefault(group => group.Name.StartsWith("slssyslog-replay-", StringComparison.Ordinal))
        ?.Checkpoints[0].Cursor is { Length: > 0 } cursor ? cursor : null;

    private static ToolProcess Start(ReplayScene scene, params string[] more) => new(
        Variables, ["replay", "--from", scene.Time(1), "--to", scene.Time(2), .. more, "--config", scene.Tool.Settings]);
}
