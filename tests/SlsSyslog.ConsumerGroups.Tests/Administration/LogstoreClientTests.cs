using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class LogstoreClientTests
{
    [Fact]
    public async Task CreateGroupAsync_NewAndExistingGroup_CreatesOnce()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        using LogstoreClient client = Open(scene);

        bool first = await client.CreateGroupAsync(new ConsumerGroupDescription("b", TimeSpan.FromSeconds(41.2), true), CancellationToken.None);
        bool second = await client.CreateGroupAsync(new ConsumerGroupDescription("b", TimeSpan.FromSeconds(9), false), CancellationToken.None);
        scene.Logstore.CreateConsumerGroup("a");

        Assert.Equal((true, false), (first, second));
        Assert.Equal(
            [new ConsumerGroupDescription("a", TimeSpan.FromSeconds(60), false), new ConsumerGroupDescription("b", TimeSpan.FromSeconds(42), true)],
            await client.ListGroupsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DeleteGroupAsync_ExistingAndMissingGroup_ReportsWhetherItExisted()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.CreateConsumerGroup("a");
        using LogstoreClient client = Open(scene);

        Assert.True(await client.DeleteGroupAsync("a", CancellationToken.None));
        Assert.False(await client.DeleteGroupAsync("a", CancellationToken.None));
        Assert.Empty(scene.Logstore.ConsumerGroups);
    }

    [Fact]
    public async Task DeleteGroupAsync_ResponseIsLost_CountsAsDeleted()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.CreateConsumerGroup("a");
        using LogstoreClient client = Open(scene);
        scene.Emulator.Faults.On(SlsOperation.DeleteConsumerGroup).Times(1).ResetAfter();

        Assert.True(await client.DeleteGroupAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task SetCheckpointAsync_ShardOfAnotherConsumer_IsStored()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 5);
        await using Consumer consumer = scene.Consume();
        await scene.CommittedAsync(0);
        using LogstoreClient client = Open(scene);
        LogPosition begin = await client.GetCursorAsync(0, ShardPosition.Earliest, CancellationToken.None);

        await client.SetCheckpointAsync(GroupScene.Group, 0, begin, "admin", CancellationToken.None);

        ShardCheckpoint stored = Assert.Single(await client.ListCheckpointsAsync(GroupScene.Group, CancellationToken.None));
        Assert.Equal((0, begin, "admin"), (stored.Shard, stored.Position, stored.Consumer));
        Assert.InRange(stored.UpdatedAt!.Value, scene.Time.GetUtcNow().AddMinutes(-5), scene.Time.GetUtcNow());
    }

    [Fact]
    public async Task FindShardsOfConsumerAsync_MemberAndOthers_FindsOnlyTheMember()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => scene.ConsumerGroup?.Owners.All(owner => owner.Holder == "consumer-1") == true);
        using LogstoreClient client = Open(scene);

        Assert.Equal([0, 1], (await client.FindShardsOfConsumerAsync(GroupScene.Group, "consumer-1", CancellationToken.None))!.Order());
        Assert.Null(await client.FindShardsOfConsumerAsync(GroupScene.Group, "other", CancellationToken.None));
        Assert.Equal(["consumer-1"], scene.ConsumerGroup.Consumers);
    }

    [Fact]
    public async Task GetReceiptTimeAsync_LogAndEnd_ReturnsTheTimeOfTheLog()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 1);
        scene.Logstore.Trim(0, scene.EndCursor(0));
        scene.Write(0, groups: 1);
        using LogstoreClient client = Open(scene);
        LogPosition begin = await client.GetCursorAsync(0, ShardPosition.Earliest, CancellationToken.None);

        DateTimeOffset? received = await client.GetReceiptTimeAsync(0, begin, CancellationToken.None);

        Assert.InRange(received!.Value, scene.Time.GetUtcNow().AddMinutes(-5), scene.Time.GetUtcNow());
        Assert.Null(await client.GetReceiptTimeAsync(0, new LogPosition("MQ=="), CancellationToken.None));
    }

    [Fact]
    public async Task ListShardsAsync_SplitShard_IsReadOnly()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.Split(0);
        using LogstoreClient client = Open(scene);

        Assert.Equal(
            [new ShardDescription(0, true), new ShardDescription(1, false), new ShardDescription(2, false)],
            await client.ListShardsAsync(CancellationToken.None));
        Assert.Equal(TimeSpan.FromDays(30), await client.GetRetentionAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task DeleteGroupAsync_InvalidName_FailsWithoutARequest(string group)
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        using LogstoreClient client = Open(scene);

        await Assert.ThrowsAsync<ArgumentException>(() => client.DeleteGroupAsync(group, CancellationToken.None));
        Assert.Equal(0, scene.Emulator.CountOf(SlsOperation.DeleteConsumerGroup));
    }

    [Fact]
    public async Task ListShardsAsync_ErrorOutlastsTheRetryTimeout_IsThrown()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Emulator.Faults.On(SlsOperation.ListShards).Answer(503, "ServerBusy");
        using LogstoreClient client = new(scene.Options(), scene.Logstore.Name, scene.Credentials, TimeProvider.System)
        {
            RetryTimeout = TimeSpan.FromMilliseconds(50),
        };

        SlsException exception = await Assert.ThrowsAsync<SlsException>(
            () => client.ListShardsAsync(CancellationToken.None).WaitAsync(Eventually.Deadline));

        Assert.Equal(503, exception.StatusCode);
        Assert.InRange(scene.Emulator.CountOf(SlsOperation.ListShards), 2, 5);
    }

    [Fact]
    public async Task Constructor_LogstoreThatIsNotRead_Fails()
    {
        await using GroupScene scene = await GroupScene.StartAsync();

        Assert.Throws<ArgumentException>(() => new LogstoreClient(scene.Options(), "other", scene.Credentials, scene.Time));
    }

    private static LogstoreClient Open(GroupScene scene) => new(scene.Options(), scene.Logstore.Name, scene.Credentials, scene.Time);
}
