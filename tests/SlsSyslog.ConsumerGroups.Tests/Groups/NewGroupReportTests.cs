using Microsoft.Extensions.Logging;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class NewGroupReportTests
{
    private const int Ahead = 214;
    private const int Skipped = 215;
    private const int Unknown = 216;

    [Fact]
    public async Task Run_NewGroupBesideAnotherWithLogs_WarnsHowMuchIsSentAgain()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Logstore.CreateConsumerGroup("other");
        scene.Write(0, groups: 7);
        scene.Write(1, groups: 4);

        await using Consumer consumer = scene.Consume();
        string text = await WarningAsync(scene, Ahead);

        Assert.Contains($"Consumer group {GroupScene.Group} did not exist in logstore {GroupScene.Store}", text, StringComparison.Ordinal);
        Assert.Contains("starts at earliest and sends up to 11 LogGroups in 2 shards, received since 20", text, StringComparison.Ordinal);
        Assert.Contains("Other groups: other.", text, StringComparison.Ordinal);
        Assert.Equal(0, scene.Log.Count(Skipped));
    }

    [Fact]
    public async Task Run_NewGroupStartsAtTheEnd_WarnsHowMuchIsNotSent()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Write(1, groups: 4);

        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        string text = await WarningAsync(scene, Skipped);

        Assert.Contains("starts at latest and does not send what is stored before it, up to 4 LogGroups in 1 shards", text, StringComparison.Ordinal);
        Assert.Contains("Other groups: none.", text, StringComparison.Ordinal);
        Assert.Equal(0, scene.Log.Count(Ahead));
    }

    [Fact]
    public async Task Run_NewGroupStartsInBetween_WarnsOfBoth()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 2);
        await Task.Delay(TimeSpan.FromMinutes(2), scene.Time);
        DateTimeOffset between = scene.Time.GetUtcNow() - TimeSpan.FromMinutes(1);
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.At(between));

        Assert.Contains("up to 3 LogGroups", await WarningAsync(scene, Ahead), StringComparison.Ordinal);
        Assert.Contains("up to 2 LogGroups", await WarningAsync(scene, Skipped), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_NewGroupInAnEmptyLogstore_WarnsOfNothing()
    {
        await using GroupScene scene = await GroupScene.StartAsync();

        await using (Consumer consumer = scene.Consume())
        {
            // One by the shard and two by the report.
            await Eventually.TrueAsync(() => scene.Emulator.CountOf(SlsOperation.GetCursor) >= 3, () => scene.Log.Text);
        }

        Assert.DoesNotContain(scene.Log.Entries, e => e.Id is Ahead or Skipped or Unknown);
    }

    [Fact]
    public async Task Run_GroupExists_WarnsOfNothing()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.CreateConsumerGroup(GroupScene.Group);
        scene.Write(0, groups: 3);

        await using (Consumer consumer = scene.Consume())
        {
            await scene.CommittedAsync(0);
        }

        Assert.DoesNotContain(scene.Log.Entries, e => e.Id is Ahead or Skipped or Unknown);
    }

    [Fact]
    public async Task Run_ShardsCannotBeListed_WarnsWithoutAnAmount()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Emulator.Faults.On(SlsOperation.ListShards).Answer(401, "Unauthorized");
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume();

        Assert.Contains("is unknown", await WarningAsync(scene, Unknown), StringComparison.Ordinal);
    }

    private static async Task<string> WarningAsync(GroupScene scene, int id)
    {
        await Eventually.TrueAsync(() => scene.Log.Count(id) > 0, () => scene.Log.Text);
        (LogLevel Level, int Id, string Text) entry = Assert.Single(scene.Log.Entries, e => e.Id == id);
        Assert.Equal(LogLevel.Warning, entry.Level);
        return entry.Text;
    }
}
