namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class EndPositionTests
{
    [Fact]
    public async Task RunAsync_EndAtLatest_CompletesWithEverythingCommitted()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 3, configure: o => o.MaxRawBytesPerPull = 400);
        for (int shard = 0; shard < 3; shard++)
        {
            scene.Write(shard, groups: 20);
        }

        await using Consumer consumer = scene.Consume(configure: o => o.EndAt = ShardPosition.Latest);
        await consumer.Running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(scene.Ledger.IsComplete);
        Assert.All(consumer.Leases.Values, end => Assert.Equal("finished", end));
        Assert.All([0, 1, 2], shard => Assert.Equal(scene.EndCursor(shard), scene.Checkpoint(shard)));
    }

    [Fact]
    public async Task RunAsync_EndAtAFutureTime_ReadsUntilThen()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        DateTimeOffset end = scene.Time.GetUtcNow() + TimeSpan.FromSeconds(40);
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume(configure: o => o.EndAt = ShardPosition.At(end));
        await scene.DeliveredAsync();
        Assert.False(consumer.Running.IsCompleted);
        scene.Write(0, groups: 3);
        await consumer.Running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(scene.Ledger.IsComplete);
        Assert.True(scene.Time.GetUtcNow() >= end);
    }

    [Fact]
    public async Task RunAsync_ReaderFailsOnTheLastBatch_IsNotTheEnd()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 3);
        int failures = 0;

        await using Consumer consumer = scene.Consume(configure: o => o.EndAt = ShardPosition.Latest);
        consumer.OnBatch = (_, _) => Interlocked.Increment(ref failures) <= 2
            ? throw new InvalidOperationException("on purpose")
            : Task.CompletedTask;
        await consumer.Running.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(scene.EndCursor(0), scene.Checkpoint(0));
        Assert.True(scene.Ledger.IsComplete);
    }
}
