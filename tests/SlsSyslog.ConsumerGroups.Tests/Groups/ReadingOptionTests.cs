namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ReadingOptionTests
{
    [Theory]
    [InlineData(PullCompression.Lz4)]
    [InlineData(PullCompression.Zstd)]
    public async Task RunAsync_EachCompression_DeliversEveryLog(PullCompression compression)
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        scene.Write(0, groups: 50, logsPerGroup: 100);
        scene.Write(1, groups: 50, logsPerGroup: 100);
        await using Consumer consumer = scene.Consume(configure: options => options.Compression = compression);

        await scene.DeliveredAsync();
        Assert.Equal(10_000, scene.Ledger.Report().Received);
    }

    [Fact]
    public async Task RunAsync_MaxLogGroupsPerPull_LimitsEachPull()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 20);
        await using Consumer consumer = scene.Consume(configure: options => options.MaxLogGroupsPerPull = 5);

        await scene.DeliveredAsync();
        Assert.True(consumer.Batches >= 4, $"{consumer.Batches} batches");
    }
}
