using Microsoft.Extensions.Logging;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ConsumerWatchTests
{
    private const int Duplicate = 260;
    private const int Idle = 261;

    [Fact]
    public async Task Run_TwoProcessesWithOneName_IsReportedAsAnErrorAndInTheStatus()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        ConsumerGroupSource first = scene.Source(scene.Options());
        ConsumerGroupSource second = scene.Source(scene.Options());
        await using Consumer one = new(first, scene.Ledger);
        await using Consumer two = new(second, scene.Ledger);

        await Eventually.TrueAsync(
            () =>
            {
                scene.Write(0, groups: 1);
                scene.Write(1, groups: 1);
                return scene.Log.Count(Duplicate) > 0;
            },
            () => scene.Log.Text);

        Assert.True(first.GetStatus().IsConsumerDuplicate || second.GetStatus().IsConsumerDuplicate);
        (LogLevel Level, int Id, string Text) entry = scene.Log.Entries.First(e => e.Id == Duplicate);
        Assert.Equal(LogLevel.Error, entry.Level);
        Assert.Contains("consumer-1", entry.Text, StringComparison.Ordinal);
        Assert.Contains(GroupScene.Group, entry.Text, StringComparison.Ordinal);
    }

    // Both processes store the same position, a moment apart.
    [Fact]
    public async Task Run_TwoProcessesWithOneNameAndFewLogs_IsReported()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        await using Consumer one = scene.Consume();

        // Two processes do not poll at exactly the same times.
        await Task.Delay(TimeSpan.FromMilliseconds(600), scene.Time);
        await using Consumer two = scene.Consume();

        for (int log = 0; log < 40 && scene.Log.Count(Duplicate) == 0; log++)
        {
            scene.Write(0, groups: 1);
            await Task.Delay(TimeSpan.FromSeconds(30), scene.Time);
        }

        Assert.NotEqual(0, scene.Log.Count(Duplicate));
    }

    [Fact]
    public async Task Run_OneProcessThatRestartsAndAReset_ReportsNothing()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        for (int run = 0; run < 3; run++)
        {
            await using Consumer consumer = scene.Consume();
            for (int round = 0; round < 5; round++)
            {
                scene.Write(0, groups: 2);
                await scene.CommittedAsync(0);
                await ChecksAsync(scene, 2);
            }

            scene.ConsumerGroup.SetCheckpoint(0, scene.Logstore.Shards[0].BeginCursor);
            await ChecksAsync(scene, 2);
            scene.Write(0, groups: 2);
            await scene.CommittedAsync(0);
            await ChecksAsync(scene, 2);
        }

        Assert.Equal(0, scene.Log.Count(Duplicate));
        Assert.Equal(0, scene.Log.Count(Idle));
    }

    [Fact]
    public async Task Run_ShardMovesBetweenConsumers_ReportsNothing()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        await using Consumer steady = scene.Consume("steady");
        for (int round = 0; round < 3; round++)
        {
            await using Consumer guest = scene.Consume("guest");
            await Eventually.TrueAsync(() => guest.Open.Count() == 1 && steady.Open.Count() == 1, () => scene.Log.Text);
            scene.Write(0, groups: 1);
            scene.Write(1, groups: 1);
            await scene.CommittedAsync(0);
            await scene.CommittedAsync(1);
            await ChecksAsync(scene, 2);
        }

        Assert.Equal(0, scene.Log.Count(Duplicate));
    }

    [Fact]
    public async Task Run_OtherConsumersReadAllShards_IsReportedOnce()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        await using Consumer busy = scene.Consume("busy");
        scene.Write(0, groups: 1);
        await scene.CommittedAsync(0);

        await using Consumer idle = scene.Consume("idle");
        await Eventually.TrueAsync(() => scene.Log.Count(Idle) == 1, () => scene.Log.Text);
        await Task.Delay(TimeSpan.FromMinutes(2), scene.Time);

        (LogLevel Level, int Id, string Text) entry = Assert.Single(scene.Log.Entries, e => e.Id == Idle);
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Contains("Consumers that stored checkpoints: busy.", entry.Text, StringComparison.Ordinal);
    }

    // Waits until the checkpoints were read again.
    private static async Task ChecksAsync(GroupScene scene, int count)
    {
        long before = scene.Emulator.CountOf(SlsOperation.GetCheckPoint);
        await Eventually.TrueAsync(() => scene.Emulator.CountOf(SlsOperation.GetCheckPoint) >= before + count, () => scene.Log.Text);
    }
}
