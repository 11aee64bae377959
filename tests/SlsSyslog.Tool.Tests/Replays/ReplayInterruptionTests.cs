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

    private static string? Progress(ReplayScene scene) => scene.Sls.Logstore.ConsumerGroups
        .FirstOrDefault(group => group.Name.StartsWith("slssyslog-replay-", StringComparison.Ordinal))
        ?.Checkpoints[0].Cursor is { Length: > 0 } cursor ? cursor : null;

    private static ToolProcess Start(ReplayScene scene, params string[] more) => new(
        Variables, ["replay", "--from", scene.Time(1), "--to", scene.Time(2), .. more, "--config", scene.Tool.Settings]);
}
