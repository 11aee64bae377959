using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups.Tests;

/// <summary>What a source reports about its group, its shards and its requests.</summary>
public sealed class SourceStatusTests
{
    [Fact]
    public async Task GetStatus_ConsumerReads_ReportsItsRegistrationBytesAndMemory()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        ConsumerGroupSource source = scene.Source(scene.Options());
        ConcurrentQueue<PullMeasurement> pulls = [];
        source.OnPulled = pulls.Enqueue;
        Assert.False(source.GetStatus().IsRegistered);
        scene.Write(0, groups: 5);

        await using Consumer consumer = new(source, scene.Ledger);
        await scene.DeliveredAsync();

        SourceStatus status = source.GetStatus();
        Assert.Equal((GroupScene.Project, GroupScene.Group, "consumer-1", true), (status.Project, status.ConsumerGroup, status.Consumer, status.IsRegistered));
        Assert.True(status.HeartbeatAge is not null && status.HeartbeatAttemptAge is not null);
        Assert.True(status.MemoryLimitBytes > 0);
        LogstoreStatus logstore = Assert.Single(status.Logstores);
        Assert.True(logstore is { PulledBytes: > 0, PulledRawBytes: > 0 });
        Assert.Contains(pulls, pull => pull is { Logstore: GroupScene.Store, ErrorType: null });
        await Eventually.TrueAsync(() => source.GetStatus().CheckpointAge == TimeSpan.Zero, "every checkpoint is stored");
    }

    [Fact]
    public async Task GetStatus_OwnerOfAShardMakesNoProgress_TheOtherConsumerReportsTheShard()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        await using Consumer first = scene.Consume("consumer-1");
        await using Consumer second = scene.Consume("consumer-2");
        await Eventually.TrueAsync(() => first.Open.Count() == 1 && second.Open.Count() == 1, () => scene.Log.Text);
        string stuck = second.Open.Single();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        second.OnBatch = (_, _) => release.Task;

        scene.Write(0, groups: 1);
        scene.Write(1, groups: 1);

        await Eventually.TrueAsync(() => first.Source.GetStatus().UnownedShards.SequenceEqual([stuck]), () => scene.Log.Text);
        release.SetResult();
        await Eventually.TrueAsync(() => first.Source.GetStatus().UnownedShards.Count == 0, () => scene.Log.Text);
    }

    [Fact]
    public async Task ReceivedAt_BatchIsReadLater_IsTheTimeOfReceipt()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 1);
        DateTimeOffset written = scene.Time.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(60), scene.Time);
        ConcurrentQueue<(DateTimeOffset? ReceivedAt, DateTimeOffset Now)> batches = [];
        ConsumerGroupSource source = scene.Source(scene.Options());
        Consumer consumer = new(source, scene.Ledger);
        consumer.OnBatch = (_, batch) =>
        {
            if (batch.RawBytes > 0)
            {
                batches.Enqueue((batch.ReceivedAt, scene.Time.GetUtcNow()));
            }

            return Task.CompletedTask;
        };
        await using (consumer)
        {
            await scene.DeliveredAsync();
            DateTimeOffset before = scene.Time.GetUtcNow();
            scene.Write(0, groups: 1);
            await scene.DeliveredAsync();

            (DateTimeOffset? ReceivedAt, DateTimeOffset Now)[] read = [.. batches];
            Assert.InRange(read[0].ReceivedAt!.Value, written.AddSeconds(-5), written.AddSeconds(1));
            Assert.InRange(read[1].ReceivedAt!.Value, before.AddSeconds(-10), read[1].Now);
        }
    }
}
