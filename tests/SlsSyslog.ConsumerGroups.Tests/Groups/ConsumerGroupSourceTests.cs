using SlsSyslog.Serialization;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class ConsumerGroupSourceTests
{
    [Fact]
    public async Task RunAsync_SeveralShards_DeliversAndCommitsEverything()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 4);
        for (int shard = 0; shard < 4; shard++)
        {
            scene.Write(shard, groups: 50);
        }

        await using Consumer consumer = scene.Consume();

        await scene.DeliveredAsync();
        for (int shard = 0; shard < 4; shard++)
        {
            await scene.CommittedAsync(shard);
        }

        await consumer.StopAsync();
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
        Assert.All(scene.ConsumerGroup.History, w => Assert.True(w is { IsForced: false, ErrorCode: null }));
        Assert.All(consumer.Leases.Values, end => Assert.Equal("drained", end));
    }

    [Fact]
    public async Task RunAsync_WithRegion_SignsWithVersion4()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume(configure: o => o.Region = "cn-hangzhou");

        await scene.DeliveredAsync();
        Assert.Equal(0, scene.Emulator.Counts.Errors);
    }

    [Fact]
    public async Task RunAsync_Restarted_ContinuesAtTheCheckpoint()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 20);
        await using (Consumer first = scene.Consume())
        {
            await scene.DeliveredAsync();
            await first.StopAsync();
        }

        // Stored at the end, regardless of the commit interval.
        Assert.Equal(scene.EndCursor(0), scene.Checkpoint(0));
        scene.Write(0, groups: 20);
        await using Consumer second = scene.Consume();
        await scene.DeliveredAsync();

        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task RunAsync_ReaderNeverCommits_StoresOnlyTheStart()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        string begin = scene.EndCursor(0);
        scene.Write(0, groups: 5);
        TaskCompletionSource read = new();
        using CancellationTokenSource stop = new();
        Task running = scene.Source(scene.Options()).RunAsync(
            async lease =>
            {
                using (await lease.ReadAsync(null, lease.Draining))
                {
                    read.TrySetResult();
                    await Task.Delay(Timeout.InfiniteTimeSpan, lease.Draining);
                }
            },
            stop.Token);

        await read.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(begin, scene.Checkpoint(0));
    }

    [Fact]
    public async Task RunAsync_CommitsInBursts_StoresAtMostOncePerInterval()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        scene.Write(0, groups: 60);

        // One group per pull: many commits in a short time.
        await using Consumer consumer = scene.Consume(configure: o => o.CommitInterval = TimeSpan.FromMinutes(10));
        await scene.DeliveredAsync();

        // The start position and the first commit.
        await Eventually.TrueAsync(() => scene.ConsumerGroup.History.Count >= 2, () => scene.Log.Text);
        Assert.Equal(2, scene.ConsumerGroup.History.Count);

        await consumer.StopAsync();
        Assert.Equal(3, scene.ConsumerGroup.History.Count);
        Assert.Equal(scene.EndCursor(0), scene.Checkpoint(0));
    }

    [Fact]
    public async Task RunAsync_UntouchedShard_CommitsItsFirstCursor()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);

        await using Consumer consumer = scene.Consume();

        await scene.CommittedAsync(0);
        await scene.CommittedAsync(1);
    }

    [Fact]
    public async Task RunAsync_StartFromLatest_SkipsExistingLogs()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.Append(0, new EmulatorLogGroup(new EmulatorLog(1, ("id", "old"))));
        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        await scene.CommittedAsync(0);

        scene.Write(0, groups: 3);

        await scene.DeliveredAsync();
        Assert.Equal(0, scene.Ledger.Report().Unknown);
    }

    [Fact]
    public async Task RunAsync_StartFromLatestWithCheckpoint_ContinuesAtTheCheckpoint()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        string beginning = scene.EndCursor(0);
        scene.Write(0, groups: 3);
        scene.Logstore.CreateConsumerGroup(GroupScene.Group).SetCheckpoint(0, beginning);

        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);

        await scene.DeliveredAsync();
    }

    [Fact]
    public async Task RunAsync_NoOptionalHeaders_DeliversEverything()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => (o.OmitOptionalHeaders, o.MaxRawBytesPerPull) = (true, 200));
        scene.Write(0, groups: 40);

        await using Consumer consumer = scene.Consume();

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
    }

    [Fact]
    public async Task RunAsync_GroupExistsWithOtherSettings_KeepsThemAndWarns()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.CreateConsumerGroup(GroupScene.Group, TimeSpan.FromSeconds(77), inOrder: true);

        await using Consumer consumer = scene.Consume();

        await scene.CommittedAsync(0);
        Assert.Equal(TimeSpan.FromSeconds(77), scene.ConsumerGroup.Timeout);
        Assert.True(scene.ConsumerGroup.InOrder);
        Assert.Equal(1, scene.Log.Count(211));
    }

    [Fact]
    public async Task RunAsync_TooManyGroups_FailsWithTheFix()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxConsumerGroups = 1);
        scene.Logstore.CreateConsumerGroup("other");

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => scene.Consume().Running);

        Assert.Contains("Delete one", exception.Message, StringComparison.Ordinal);
        Assert.Contains("request ID", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "<html>no such page</html>")]
    [InlineData(501, "")]
    [InlineData(200, """{"count":1,"consumerGroups":[{"name":"siem","timeout":30,"order":false}]}""")]
    public async Task RunAsync_GroupsCannotBeListed_TheGroupIsCreated(int status, string body)
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("/consumergroups", StringComparison.Ordinal)
                    ? new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent(body) }
                    : null),
        };
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
    }

    [Fact]
    public async Task RunAsync_GroupsDenied_ContinuesIfTheGroupExists()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.CreateConsumerGroup(GroupScene.Group);
        DenyGroups(scene);
        scene.Write(0, groups: 2);

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);

        Assert.Equal(1, scene.Log.Count(213));
    }

    [Fact]
    public async Task RunAsync_GroupsDeniedAndNoGroup_ReportsItAndContinuesWhenThereIsOne()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        DenyGroups(scene);
        scene.Write(0, groups: 2);

        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => scene.Log.Text.Contains("ConsumerGroupNotExist", StringComparison.Ordinal), () => scene.Log.Text);
        scene.Logstore.CreateConsumerGroup(GroupScene.Group);

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
    }

    [Fact]
    public async Task RunAsync_WrongSecret_IsLoggedOncePerChangeAndRecovers()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 1);
        scene.Emulator.AddAccessKey("testak", "another-secret");

        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => scene.Emulator.Counts.Errors > 3);
        Assert.Equal(1, scene.Log.Count(200));
        Assert.Contains("SignatureNotMatch", scene.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("testsk", scene.Log.Text, StringComparison.Ordinal);

        scene.Emulator.AddAccessKey("testak", "testsk");
        await scene.DeliveredAsync();
        Assert.Equal(1, scene.Log.Count(201));
    }

    [Fact]
    public async Task RunAsync_UnknownLogstore_WaitsForIt()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        ConsumerGroupOptions options = scene.Options();
        options.Logstore = "not-yet";
        await using Consumer consumer = new(scene.Source(options), scene.Ledger);
        await Eventually.TrueAsync(() => scene.Log.Text.Contains("LogStoreNotExist", StringComparison.OrdinalIgnoreCase));

        EmulatorLogstore late = scene.Emulator.CreateLogstore(GroupScene.Project, "not-yet");
        late.Append(0, new EmulatorLogGroup(new EmulatorLog(1, ("id", scene.Ledger.Put(0)))));

        await scene.DeliveredAsync();
    }

    [Fact]
    public async Task RunAsync_TwoConsumers_ShareAndReleaseTheShards()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 4);
        await using Consumer first = scene.Consume("one");
        await Eventually.TrueAsync(() => first.Open.Count() == 4);
        WriteEverywhere(scene);

        await using Consumer second = scene.Consume("two");
        await Eventually.TrueAsync(() => first.Open.Count() == 2 && second.Open.Count() == 2, () => scene.Log.Text);
        WriteEverywhere(scene);
        await scene.DeliveredAsync();

        await second.StopAsync();
        await Eventually.TrueAsync(() => first.Open.Count() == 4, () => scene.Log.Text);
        WriteEverywhere(scene);
        await scene.DeliveredAsync();

        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.DoesNotContain("lost", first.Leases.Values);
        Assert.DoesNotContain("lost", second.Leases.Values);
        Assert.All(scene.ConsumerGroup.History, w => Assert.Null(w.ErrorCode));

        static void WriteEverywhere(GroupScene scene)
        {
            for (int shard = 0; shard < 4; shard++)
            {
                scene.Write(shard, groups: 5);
            }
        }
    }

    [Fact]
    public async Task RunAsync_Evicted_LosesItsLeasesAndRegistersAgain()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => consumer.Open.Count() == 2);
        await scene.CommittedAsync(0);

        scene.ConsumerGroup.Evict("consumer-1");

        await Eventually.TrueAsync(() => scene.Log.Count(233) == 1, () => scene.Log.Text);
        scene.Write(0, groups: 5);
        scene.Write(1, groups: 5);
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        await scene.CommittedAsync(1);
    }

    [Fact]
    public async Task RunAsync_SplitShard_FinishesTheParentAndReadsTheChildrenFromTheirBeginning()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        await scene.CommittedAsync(0);
        scene.Write(0, groups: 10);

        scene.Logstore.Split(0);
        scene.Write(1, groups: 10);
        scene.Write(2, groups: 10);

        await scene.DeliveredAsync();
        await Eventually.TrueAsync(() => scene.ConsumerGroup.Owners.Single(o => o.Shard == 0).State == EmulatorShardState.Over, () => scene.Log.Text);
        await Eventually.TrueAsync(() => consumer.Open.SequenceEqual(["actiontrail/1", "actiontrail/2"]));
    }

    [Fact]
    public async Task RunAsync_SeveralLogstores_ReadsAllOfThem()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        EmulatorLogstore second = scene.Emulator.CreateLogstore(GroupScene.Project, "oss-access");
        scene.Write(0, groups: 3);
        second.Append(0, new EmulatorLogGroup(new EmulatorLog(1, ("id", scene.Ledger.Put(1)))));

        await using Consumer consumer = scene.Consume(configure: o => o.Logstore = "actiontrail, oss-access");

        await scene.DeliveredAsync();
        Assert.Equal(["actiontrail/0", "oss-access/0"], consumer.Open);
    }

    [Fact]
    public async Task RunAsync_ReaderFails_HandsTheShardOutAgain()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 3);
        Consumer consumer = scene.Consume();
        await using (consumer)
        {
            int failures = 0;
            consumer.OnBatch = (_, _) => Interlocked.Increment(ref failures) == 1
            ? throw new InvalidOperationException("on purpose")
            : Task.CompletedTask;
            await Eventually.TrueAsync(() => failures > 1, () => scene.Log.Text);
            await scene.CommittedAsync(0);
            Assert.True(scene.Log.Count(220) <= 1);

            // The failed batch was read again completely.
            Assert.Equal(9, scene.Ledger.Report().Repeated);
        }
    }

    [Fact]
    public async Task RunAsync_Rewind_ReadsAgainFromThatPosition()
    {
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        scene.Write(0, groups: 4);
        List<string> starts = [];
        using CancellationTokenSource stop = new();
        Task running = scene.Source(scene.Options()).RunAsync(
            async lease =>
            {
                Serialization.LogPosition? rewindTo = null;
                for (int read = 0; read < 5; read++)
                {
                    using Serialization.LogBatch batch = (await lease.ReadAsync(rewindTo, lease.Draining))!;
                    starts.Add(batch.Start.Cursor);
                    rewindTo = read == 1 ? batch.Start : null;
                }

                await stop.CancelAsync();
            },
            stop.Token);

        await running.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(starts[1], starts[2]);
        Assert.Equal(4, starts.Distinct().Count());
    }

    [Fact]
    public async Task RunAsync_StoppedBeforeItStarts_Ends()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        ConsumerGroupOptions options = scene.Options();
        options.Endpoint = "http://127.0.0.1:9";
        Consumer consumer = new(scene.Source(options), scene.Ledger);

        await Eventually.TrueAsync(() => scene.Log.Count(200) == 1);
        await consumer.StopAsync();
        await consumer.DisposeAsync();
    }

    [Fact]
    public void Constructor_InvalidOptions_ReportsEveryError()
    {
        ConsumerGroupOptions options = new()
        {
            Endpoint = "ftp://x",
            Project = "",
            Logstore = "UPPER",
            ConsumerGroup = "a",
            Consumer = "a b",
            Region = "Moon Base",
            HeartbeatInterval = TimeSpan.FromSeconds(40),
            GroupTimeout = TimeSpan.FromSeconds(30),
            PollInterval = TimeSpan.Zero,
            MemoryBudgetBytes = 5,
        };

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new ConsumerGroupSource(
            options, new StaticCredentialProvider(new SlsCredential("a", "b")), new ListLogger(), TimeProvider.System));

        Assert.All(options.Validate(), invalid => Assert.Contains(invalid.ToString(), exception.Message, StringComparison.Ordinal));
        Assert.Equal(
            [
                "Consumer: 'a b' is not a valid consumer name. Specify up to 128 letters, digits and the characters - _ . : @, "
                    + "or leave it empty to use the host name.",
                "ConsumerGroup: 'a' is not a valid consumer group name. Specify 2 to 128 lowercase letters, digits, hyphens and underscores.",
                "Endpoint: The scheme 'ftp' is not supported. Specify host or host:port, with https:// or http:// before it if required.",
                "HeartbeatInterval: The value 00:00:40 is more than half of GroupTimeout, 00:00:30. "
                    + "Specify at most half of GroupTimeout, or omit GroupTimeout.",
                "Logstore: 'UPPER' is not a valid logstore name. Specify 2 to 128 lowercase letters, digits, hyphens and underscores.",
                "MemoryBudgetBytes: The value 5 is out of range. Specify a value of 1048576 or more.",
                "PollInterval: The value 00:00:00 is out of range. Specify a value from 00:00:00.1 to 01:00:00.",
                "Project: The value is missing. Specify a project name of 2 to 128 lowercase letters, digits and hyphens.",
                "Region: 'Moon Base' is not a valid region. Specify a region such as cn-hangzhou, or leave it empty to use signature version 1.",
            ],
            options.Validate().Select(invalid => invalid.ToString()));
    }

    private static void DenyGroups(GroupScene scene) =>
        scene.Emulator.Faults.On(SlsOperation.ListConsumerGroup, SlsOperation.CreateConsumerGroup)
            .Answer(401, "Unauthorized", "denied by sts or ram, action: log:CreateConsumerGroup");
}
