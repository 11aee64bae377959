namespace SlsSyslog.Testing.Tests;

/// <summary>The transitions and rules of the assignment of shards, one by one.</summary>
public class AssignmentMachineTests
{
    private readonly TestTimeProvider _timeProvider = new();
    private readonly EmulatorLogstore _logstore;

    public AssignmentMachineTests()
    {
        EmulatorServices services = new(new SlsEmulatorOptions { TimeProvider = _timeProvider });
        _logstore = new EmulatorLogstore(
            "test-project", "logs", 4, TimeSpan.FromDays(30), new LogstoreSettings(), _timeProvider.GetUtcNow(), services);
    }

    [Fact]
    public void HeartBeat_FirstOfAGroup_GetsEveryShard()
    {
        EmulatorConsumerGroup group = Group();

        Assert.Equal([0, 1, 2, 3], Beat(group, "a"));
        Assert.All(group.Owners, owner => Assert.Equal((EmulatorShardState.Assigned, "a"), (owner.State, owner.Holder)));
    }

    [Fact]
    public void HeartBeat_UnknownConsumerReportsShards_IsRefused()
    {
        EmulatorConsumerGroup group = Group();

        EmulatorException refused = Assert.Throws<EmulatorException>(() => Beat(group, "a", 0));

        Assert.Equal((400, "NotExistConsumerWithBody"), (refused.Status, refused.Code));
        Assert.Empty(group.Consumers);
    }

    [Fact]
    public void HeartBeat_SecondConsumer_GetsShardsOnlyAfterTheHolderReleasesThem()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");

        // Rule 5: the highest shards of the consumer with the most shards are in transfer. They count for b and are assigned to neither.
        Assert.Empty(Beat(group, "b"));
        Assert.Equal([EmulatorShardState.Assigned, EmulatorShardState.Assigned, EmulatorShardState.Transferring, EmulatorShardState.Transferring], States(group));
        Assert.Equal([0, 1], Beat(group, "a", 0, 1, 2, 3));
        Assert.Empty(Beat(group, "b"));

        // Rule 6: the heartbeat of the holder no longer lists them.
        Assert.Equal([0, 1], Beat(group, "a", 0, 1, 3));
        Assert.Equal([2], Beat(group, "b"));
        Beat(group, "a", 0, 1);
        Assert.Equal([2, 3], Beat(group, "b", 2));
    }

    [Fact]
    public void HeartBeat_ThreeConsumers_HoldNumbersOfShardsThatDifferByAtMostOne()
    {
        EmulatorConsumerGroup group = Group();
        foreach (int _ in Enumerable.Range(0, 3))
        {
            foreach (string consumer in (string[])["a", "b", "c"])
            {
                int[] held = Owned(group, consumer);
                Beat(group, consumer, held);
            }
        }

        Assert.Equal([1, 1, 2], ((string[])["a", "b", "c"]).Select(consumer => Owned(group, consumer).Length).Order());
    }

    [Fact]
    public void HeartBeat_HolderTimesOut_AssignsItsShardsToTheNextConsumer()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        _timeProvider.Advance(TimeSpan.FromSeconds(60));
        Beat(group, "a", 0, 1, 2, 3);
        _timeProvider.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["a"], group.Consumers);

        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([0, 1, 2, 3], Beat(group, "b"));
        Assert.Throws<EmulatorException>(() => Beat(group, "a", 0, 1, 2, 3));
        Assert.Empty(Beat(group, "a"));
    }

    [Fact]
    public void HeartBeat_HolderInTransferTimesOut_ReleasesTheShard()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        _timeProvider.Advance(TimeSpan.FromSeconds(40));
        Beat(group, "b");
        _timeProvider.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([0, 1, 2, 3], Beat(group, "b"));
    }

    [Fact]
    public void HeartBeat_NextHolderTimesOut_TheHolderKeepsTheShard()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        Beat(group, "b");
        _timeProvider.Advance(TimeSpan.FromSeconds(40));
        Beat(group, "a", 0, 1, 2, 3);
        _timeProvider.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal([0, 1, 2, 3], Beat(group, "a", 0, 1, 2, 3));
    }

    [Fact]
    public void StoreCheckpoint_HolderInTransfer_IsStored()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        Beat(group, "b");

        group.StoreCheckpoint("a", 3, _logstore.Shards[3].EndCursor, force: false);

        Assert.Equal(_logstore.Shards[3].EndCursor, group.Checkpoints[3].Cursor);
        Assert.Equal("ConsumerNotMatch", StoreError(group, "b", 3));
        Assert.Equal("ConsumerNotExist", StoreError(group, "c", 3));
        Assert.Null(StoreError(group, "c", 3, force: true));
        Assert.Equal("ShardNotExist", StoreError(group, "a", 9));
        Assert.Equal([null, "ConsumerNotMatch", "ConsumerNotExist", null, "ShardNotExist"], group.History.Select(write => write.ErrorCode));
    }

    [Fact]
    public void StoreCheckpoint_NotBase64_IsRefused()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");

        EmulatorException refused = Assert.Throws<EmulatorException>(() => group.StoreCheckpoint("a", 0, "no cursor!", force: true));

        Assert.Equal("InvalidShardCheckPoint", refused.Code);
    }

    [Fact]
    public void HeartBeat_SplitInOrder_ChildrenWaitUntilTheParentIsFinished()
    {
        EmulatorConsumerGroup group = Group(inOrder: true);
        Beat(group, "a");
        _logstore.Append(1, new EmulatorLogGroup(new EmulatorLog(1)));
        _logstore.Split(1);

        // Rule 1: the children start as waiting and are not assigned.
        Assert.Equal([0, 1, 2, 3], Beat(group, "a", 0, 1, 2, 3));
        Assert.Equal(EmulatorShardState.Waiting, group.Owners[4].State);

        // Rule 8: the parent is finished when its end cursor is stored. Rule 2: then the children can be assigned.
        group.StoreCheckpoint("a", 1, _logstore.Shards[1].EndCursor, force: false);
        Assert.Equal(EmulatorShardState.Over, group.Owners[1].State);
        Assert.Equal([0, 2, 3, 4, 5], Beat(group, "a", 0, 1, 2, 3));
    }

    [Fact]
    public void HeartBeat_GrandchildInOrder_WaitsForAllAncestors()
    {
        EmulatorConsumerGroup group = Group(inOrder: true);
        Beat(group, "a");
        _logstore.Split(0);
        _logstore.Merge(4);

        Beat(group, "a", 0, 1, 2, 3);
        group.StoreCheckpoint("a", 4, _logstore.Shards[4].EndCursor, force: true);
        group.StoreCheckpoint("a", 5, _logstore.Shards[5].EndCursor, force: true);
        Assert.Equal(EmulatorShardState.Waiting, group.Owners[6].State);

        group.StoreCheckpoint("a", 0, _logstore.Shards[0].EndCursor, force: false);
        Assert.Contains(6, Beat(group, "a", 0, 1, 2, 3));
    }

    [Fact]
    public void HeartBeat_SplitWithoutOrder_ChildrenAreAssignedImmediately()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        _logstore.Split(1);

        Assert.Equal([0, 1, 2, 3, 4, 5], Beat(group, "a", 0, 1, 2, 3));
    }

    [Fact]
    public void InOrder_SetToFalse_ReleasesTheWaitingShards()
    {
        EmulatorConsumerGroup group = Group(inOrder: true);
        Beat(group, "a");
        _logstore.Split(1);
        Beat(group, "a", 0, 1, 2, 3);

        group.Machine.InOrder = false;

        Assert.Equal([0, 1, 2, 3, 4, 5], Beat(group, "a", 0, 1, 2, 3));
    }

    [Fact]
    public void StoreCheckpoint_FinishedShardMovedBack_IsConsumedAgain()
    {
        EmulatorConsumerGroup group = Group();
        _logstore.Append(1, new EmulatorLogGroup(new EmulatorLog(1)));
        Beat(group, "a");
        _logstore.Split(1);
        group.StoreCheckpoint("a", 1, _logstore.Shards[1].EndCursor, force: false);
        Assert.DoesNotContain(1, Beat(group, "a", 0, 2, 3));

        // 7
        group.SetCheckpoint(1, _logstore.Shards[1].BeginCursor);

        Assert.Equal(EmulatorShardState.Unassigned, group.Owners[1].State);
        Assert.Contains(1, Beat(group, "a", 0, 2, 3));
    }

    [Fact]
    public void HeartBeat_FinishedShards_DoNotCountForTheBalance()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        _logstore.Split(3);
        group.StoreCheckpoint("a", 3, _logstore.Shards[3].EndCursor, force: false);
        Assert.Equal([0, 1, 2, 4, 5], Beat(group, "a", 0, 1, 2));

        Beat(group, "b");

        Assert.Equal(2, group.Owners.Count(owner => owner.Next == "b"));
    }

    [Fact]
    public void HeartBeat_ShardDeleted_IsNoLongerAssigned()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");
        _logstore.DeleteShard(2);

        Assert.Equal([0, 1, 3], Beat(group, "a", 0, 1, 2, 3));
        Assert.Equal("ShardNotExist", StoreError(group, "a", 2));
    }

    [Fact]
    public void Evict_Consumer_ReleasesItsShardsImmediately()
    {
        EmulatorConsumerGroup group = Group();
        Beat(group, "a");

        Assert.True(group.Evict("a"));
        Assert.False(group.Evict("a"));

        Assert.All(States(group), state => Assert.Equal(EmulatorShardState.Unassigned, state));
        Assert.Equal("ConsumerNotExist", StoreError(group, "a", 0));
        Assert.Equal("NotExistConsumerWithBody", Assert.Throws<EmulatorException>(() => Beat(group, "a", 0)).Code);
    }

    private EmulatorConsumerGroup Group(bool inOrder = false) => _logstore.CreateConsumerGroup("siem", TimeSpan.FromSeconds(60), inOrder);

    private static IReadOnlyList<int> Beat(EmulatorConsumerGroup group, string consumer, params int[] reported) =>
        group.HeartBeat(consumer, reported.ToHashSet());

    private static EmulatorShardState[] States(EmulatorConsumerGroup group) => [.. group.Owners.Select(owner => owner.State)];

    private static int[] Owned(EmulatorConsumerGroup group, string consumer) =>
        [.. group.Owners.Where(owner => owner.Holder == consumer && owner.State == EmulatorShardState.Assigned).Select(owner => owner.Shard)];

    private string? StoreError(EmulatorConsumerGroup group, string consumer, int shard, bool force = false)
    {
        try
        {
            group.StoreCheckpoint(consumer, shard, _logstore.Shards[0].BeginCursor, force);
            return null;
        }
        catch (EmulatorException refused)
        {
            return refused.Code;
        }
    }
}
