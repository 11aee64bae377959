using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// The position at which reading starts is stored before the first record is handed out, so that nothing is lost when a lease ends before its
// first commit.
public sealed class StartPositionTests
{
    public static TheoryData<string> Starts => ["latest", "earliest", "1768464550"];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task RunAsync_FirstRecordsAreHandedOut_StartIsAlreadyStored(string start)
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        TaskCompletionSource<string?[]> stored = new();
        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Parse(start));
        consumer.OnBatch = (_, batch) =>
        {
            stored.TrySetResult([scene.Checkpoint(0), scene.Checkpoint(1)]);
            return Task.CompletedTask;
        };
        await Eventually.TrueAsync(() => consumer.Open.Count() == 2, () => scene.Log.Text);
        scene.Write(0, groups: 1);
        scene.Write(1, groups: 1);

        string?[] found = await stored.Task.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.All(found, Assert.NotNull);
        await scene.DeliveredAsync();
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task RunAsync_ProcessEndsBeforeItsFirstCommit_NextOneSendsTheRecords(string start)
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        await using (Consumer first = Blocked(scene, start))
        {
            await Eventually.TrueAsync(() => first.Open.Any(), () => scene.Log.Text);
            scene.Write(0, groups: 5);
            await Eventually.TrueAsync(() => first.Batches > 0, () => scene.Log.Text);
            await first.StopAsync();
        }

        scene.Write(0, groups: 5);
        await using Consumer second = scene.Consume(configure: o => o.StartFrom = ShardPosition.Parse(start));

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task RunAsync_HeartbeatsFailBeforeTheFirstCommit_SendsTheRecordsAfterwards(string start)
    {
        bool fails = false;
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                Volatile.Read(ref fails) && FaultHandler.IsHeartbeat(request) ? FaultHandler.Error(500, "InternalServerError") : null),
        };
        await using Consumer consumer = Blocked(scene, start);
        await Eventually.TrueAsync(() => consumer.Open.Any(), () => scene.Log.Text);
        scene.Write(0, groups: 5);
        await Eventually.TrueAsync(() => consumer.Batches > 0, () => scene.Log.Text);

        Volatile.Write(ref fails, true);
        await Eventually.TrueAsync(() => consumer.Leases.Values.Contains("lost"), () => scene.Log.Text);
        consumer.OnBatch = (_, _) => Task.CompletedTask;
        Volatile.Write(ref fails, false);

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        Assert.Equal(0, scene.Log.Count(220));
    }

    [Fact]
    public async Task RunAsync_StartCannotBeStored_IsRememberedAndReported()
    {
        bool isDenied = true;
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                Volatile.Read(ref isDenied) && FaultHandler.IsCommit(request) ? FaultHandler.Error(403, "Unauthorized", "denied by ram") : null),
        };
        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        int failures = 0;
        consumer.OnBatch = (_, _) => Interlocked.Increment(ref failures) == 1 ? throw new InvalidOperationException("on purpose") : Task.CompletedTask;
        await Eventually.TrueAsync(() => consumer.Open.Any(), () => scene.Log.Text);
        scene.Write(0, groups: 5);

        // The lease fails with the first batch, and the next one starts at the same position, not at the end.
        await scene.DeliveredAsync();
        Assert.True(scene.Log.Count(223) >= 1, scene.Log.Text);
        Assert.DoesNotContain("resends the records", scene.Log.Text, StringComparison.Ordinal);
        Volatile.Write(ref isDenied, false);
        await scene.CommittedAsync(0);
    }

    [Fact]
    public async Task RunAsync_StoringTheStartFailsForAWhile_NothingIsHandedOutBefore()
    {
        int refusals = 0;
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                FaultHandler.IsCommit(request) && Interlocked.Increment(ref refusals) <= 3 ? FaultHandler.Error(503, "ServerBusy") : null),
        };
        scene.Write(0, groups: 3);
        await using Consumer consumer = scene.Consume();
        consumer.OnBatch = (_, _) =>
        {
            Assert.NotNull(scene.Checkpoint(0));
            return Task.CompletedTask;
        };

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        Assert.Equal(0, scene.Log.Count(220));
    }

    [Fact]
    public async Task RunAsync_LatestWithAShardThatWasSplitBefore_SkipsTheLogsOfTheChildren()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.Split(0);
        scene.Logstore.Append(1, new EmulatorLogGroup(new EmulatorLog(1, ("id", "old"))));
        scene.Logstore.Append(2, new EmulatorLogGroup(new EmulatorLog(1, ("id", "old"))));

        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        await Eventually.TrueAsync(() => scene.Checkpoint(1) is not null && scene.Checkpoint(2) is not null, () => scene.Log.Text);
        scene.Write(1, groups: 2);
        scene.Write(2, groups: 2);

        await scene.DeliveredAsync();
        Assert.Equal(0, scene.Ledger.Report().Unknown);
    }

    // Holds every batch until the lease ends, as a route does while its receiver is down.
    private static Consumer Blocked(GroupScene scene, string start)
    {
        Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Parse(start));
        consumer.OnBatch = async (lease, _) =>
        {
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(lease.Draining, lease.Lost);
            await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
        };
        return consumer;
    }
}
