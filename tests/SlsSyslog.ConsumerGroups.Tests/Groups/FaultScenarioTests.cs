using System.Collections.Concurrent;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// Four shards, IDs, a ledger and a fault: nothing is missing, and repeats are limited to what was in progress.
public sealed class FaultScenarioTests
{
    private const int Shards = 4;

    private static readonly Dictionary<string, Func<FaultBuilder, InjectedFault>> PullFaults = new()
    {
        ["500"] = on => on.Answer(500, "InternalServerError"),
        ["503"] = on => on.Answer(503, "ServerBusy"),
        ["502 html"] = on => on.AnswerHtml(502),
        ["200 html"] = on => on.AnswerHtml(200),
        ["429"] = on => on.Answer(429, "TooManyRequests"),
        ["403 quota"] = on => on.Answer(403, "ReadQuotaExceed"),
        ["reset before"] = on => on.ResetBefore(),
        ["reset in the body"] = on => on.ResetInBody(),
        ["reset after"] = on => on.ResetAfter(),
        ["truncated"] = on => on.Truncate(),
        ["corrupt"] = on => on.Corrupt(),
        ["wrong size"] = on => on.WrongRawSize(1),
        ["empty cursor"] = on => on.EmptyCursor(),
    };

    public static TheoryData<string> NamesOfPullFaults => [.. PullFaults.Keys];

    [Theory]
    [MemberData(nameof(NamesOfPullFaults))]
    public async Task Pulls_EveryThirdFails_NothingIsMissing(string fault)
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards, o => o.MaxRawBytesPerPull = 2000);
        InjectedFault injected = PullFaults[fault](scene.Emulator.Faults.On(SlsOperation.PullLogs).Every(3));
        WriteEverywhere(scene, groups: 60);

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);

        Assert.True(injected.Hits > Shards, $"{injected.Hits}");
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
    }

    [Fact]
    public async Task Commits_HalfOfThemFail_NothingIsMissingAndTheLastIsStored()
    {
        // Counted by shard: otherwise, one shard can fail many times in a row.
        ConcurrentDictionary<string, int> commits = new();
        await using GroupScene scene = await GroupScene.StartAsync(Shards, o => o.MaxRawBytesPerPull = 2000);
        scene.Faults = new FaultHandler
        {
            Before = async (request, cancelled) =>
            {
                if (!FaultHandler.IsCommit(request))
                {
                    return null;
                }

                string shard = (await request.Content!.ReadAsStringAsync(cancelled)).Split(',')[0];
                return commits.AddOrUpdate(shard, 1, (_, count) => count + 1) % 2 == 0 ? FaultHandler.Error(500, "InternalServerError") : null;
            },
        };
        WriteEverywhere(scene, groups: 40);

        Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await consumer.StopAsync();
        await consumer.DisposeAsync();

        await AllCommittedAsync(scene);
        Assert.Equal(Shards, commits.Count);
        Assert.Contains(commits.Values, count => count > 1);
    }

    [Fact]
    public async Task Credentials_RejectedTemporarily_NothingIsMissing()
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards);
        await using Consumer consumer = scene.Consume();
        WriteEverywhere(scene, groups: 5);
        await scene.DeliveredAsync();

        scene.Emulator.RemoveAccessKey("testak");
        WriteEverywhere(scene, groups: 5);
        await Task.Delay(TimeSpan.FromSeconds(5), scene.Time);
        scene.Emulator.AddAccessKey("testak", "testsk");

        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);
    }

    [Fact]
    public async Task Credentials_TokensExpireDuringTheRun_AreRefreshedAheadAndNothingFails()
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards);
        int issued = 0;
        using DelegateCredentialProvider provider = new(
            _ =>
            {
                string id = $"sts-{Interlocked.Increment(ref issued)}";
                DateTimeOffset expiry = scene.Time.GetUtcNow() + TimeSpan.FromMinutes(3);
                scene.Emulator.AddTemporaryAccessKey(id, "secret", "token-of-" + id, expiry);
                return Task.FromResult(new SlsCredential(id, "secret", "token-of-" + id, expiry));
            },
            scene.Time);
        scene.Credentials = provider;

        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(
            () =>
            {
                WriteEverywhere(scene, groups: 1);
                return issued >= 3;
            },
            () => scene.Log.Text,
            deadline: TimeSpan.FromMinutes(2)); // on a busy machine, the clock of the scene is not much faster than the real one
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);

        Assert.Equal(0, scene.Emulator.Counts.Errors);
    }

    [Fact]
    public async Task Clock_DiffersByHalfAnHour_IsCorrected()
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards);
        SkewedTimeProvider wrong = new(scene.Time, TimeSpan.FromMinutes(30));
        WriteEverywhere(scene, groups: 5);

        await using Consumer consumer = new(scene.Source(scene.Options(), wrong), scene.Ledger);
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);

        // One request, or a few that were in progress at the same time, not each of them.
        Assert.InRange(scene.Emulator.Counts.Errors, 1, 10);
    }

    [Fact]
    public async Task Heartbeats_HangLongerThanTheTimeout_ShardsAreDroppedInTimeAndAssignedAgain()
    {
        bool hangs = false;
        await using GroupScene scene = await GroupScene.StartAsync(Shards);
        scene.Faults = new FaultHandler
        {
            Before = async (request, cancelled) =>
            {
                if (Volatile.Read(ref hangs) && FaultHandler.IsHeartbeat(request))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                }

                return null;
            },
        };
        await using Consumer consumer = scene.Consume();
        await AllCommittedAsync(scene);

        Volatile.Write(ref hangs, true);
        await Eventually.TrueAsync(() => scene.Log.Count(233) > 0, () => scene.Log.Text);
        int commits = scene.ConsumerGroup.History.Count;
        WriteEverywhere(scene, groups: 5);
        Volatile.Write(ref hangs, false);

        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);
        Assert.True(scene.ConsumerGroup.History.Count > commits);
        Assert.All(scene.ConsumerGroup.History, w => Assert.False(w.IsForced));
    }

    [Fact]
    public async Task Eviction_DuringABatch_CommitsNothingOfIt()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        TaskCompletionSource mayContinue = new();
        await using Consumer consumer = scene.Consume();
        await scene.CommittedAsync(0);
        string? before = scene.Checkpoint(0);
        consumer.OnBatch = (_, _) => mayContinue.Task;
        scene.Write(0, groups: 1);
        await scene.DeliveredAsync();

        scene.ConsumerGroup.Evict("consumer-1");
        await Eventually.TrueAsync(() => scene.Log.Count(233) == 1, () => scene.Log.Text);
        consumer.OnBatch = (_, _) => Task.CompletedTask;
        mayContinue.SetResult();

        // Read again from the checkpoint by the new lease: a repeat, not a gap.
        await scene.CommittedAsync(0);
        Assert.Equal(3, scene.Ledger.Report().Repeated);
        Assert.NotEqual(before, scene.Checkpoint(0));
    }

    [Fact]
    public async Task Group_DeletedDuringTheRun_IsCreatedAgainAndReadingContinues()
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards);
        await using Consumer consumer = scene.Consume(configure: o => o.StartFrom = ShardPosition.Latest);
        await AllCommittedAsync(scene);
        WriteEverywhere(scene, groups: 5);
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);

        scene.Logstore.DeleteConsumerGroup(GroupScene.Group);
        await Eventually.TrueAsync(() => scene.Log.Count(233) > 0, () => scene.Log.Text);
        WriteEverywhere(scene, groups: 5);

        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task Stop_CheckpointsCannotBeStored_EndsAndTheNextConsumerRepeats()
    {
        bool isOut = false;
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(Volatile.Read(ref isOut) && FaultHandler.IsCommit(request) ? FaultHandler.Html(503) : null),
        };
        Consumer first = scene.Consume();
        await scene.CommittedAsync(0);
        string? before = scene.Checkpoint(0);
        Volatile.Write(ref isOut, true);
        scene.Write(0, groups: 2);
        await scene.DeliveredAsync();
        await first.StopAsync();
        await first.DisposeAsync();
        Assert.Equal(before, scene.Checkpoint(0));
        Assert.Equal(1, scene.Log.Count(222));

        scene.Faults = null;
        await using Consumer second = scene.Consume();
        await scene.CommittedAsync(0);
        Assert.Equal(6, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task Consumers_ComeAndGoUnderLoad_NoShardIsCommittedByTwo()
    {
        await using GroupScene scene = await GroupScene.StartAsync(Shards, o => o.MaxRawBytesPerPull = 2000);
        await using Load load = new(scene);

        Consumer[] consumers = [.. Enumerable.Range(1, 4).Select(n => scene.Consume($"consumer-{n}"))];
        await Eventually.TrueAsync(() => consumers.All(c => c.Open.Any()), () => scene.Log.Text);
        await Eventually.TrueAsync(() => CommittingConsumers(scene) > 1, () => scene.Log.Text);
        await consumers[1].StopAsync();
        await consumers[2].StopAsync();
        await consumers[3].StopAsync();
        await Eventually.TrueAsync(() => consumers[0].Open.Count() == Shards, () => scene.Log.Text);
        await load.StopAsync();
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);
        foreach (Consumer consumer in consumers)
        {
            await consumer.DisposeAsync();
        }

        // Released in order: nothing was read twice.
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        AssertOneOwnerAtATime(scene);
    }

    [Fact]
    public async Task Consumers_DisconnectedUnderLoadAndBackLater_NoShardIsCommittedByTwo()
    {
        bool isCutOff = false;
        await using GroupScene scene = await GroupScene.StartAsync(Shards, o => o.MaxRawBytesPerPull = 2000);
        await using Consumer steady = scene.Consume("steady");
        await using Load load = new(scene);
        scene.Faults = new FaultHandler
        {
            Before = async (_, cancelled) =>
            {
                if (Volatile.Read(ref isCutOff))
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                }

                return null;
            },
        };
        await using Consumer unlucky = scene.Consume("unlucky");

        for (int round = 0; round < 2; round++)
        {
            await Eventually.TrueAsync(() => unlucky.Open.Count() == 2 && steady.Open.Count() == 2, () => scene.Log.Text);
            Volatile.Write(ref isCutOff, true);
            await Eventually.TrueAsync(() => steady.Open.Count() == Shards, () => scene.Log.Text);
            Assert.Empty(unlucky.Open);
            Volatile.Write(ref isCutOff, false);
        }

        await Eventually.TrueAsync(() => unlucky.Open.Count() == 2, () => scene.Log.Text);
        await load.StopAsync();
        await scene.DeliveredAsync();
        await AllCommittedAsync(scene);
        AssertOneOwnerAtATime(scene);
    }

    [Fact]
    public async Task Shards_SplitAndMergedUnderLoadInOrder_NothingIsMissing()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        await using Consumer consumer = scene.Consume(configure: o => o.InOrder = true);
        scene.Write(0, groups: 20);
        scene.Write(1, groups: 20);

        scene.Logstore.Split(0);
        scene.Write(2, groups: 20);
        scene.Write(3, groups: 20);
        scene.Logstore.Merge(2);
        scene.Write(4, groups: 20);

        await scene.DeliveredAsync();
        await scene.CommittedAsync(4);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    private static int CommittingConsumers(GroupScene scene) => scene.ConsumerGroup.History.Select(w => w.Consumer).Distinct().Count();

    // No commit was rejected or forced, and no checkpoint of a shard moved backward, regardless of the consumer.
    private static void AssertOneOwnerAtATime(GroupScene scene)
    {
        Assert.True(CommittingConsumers(scene) > 1);
        Assert.All(scene.ConsumerGroup.History, w => Assert.True(w is { ErrorCode: null, IsForced: false }, $"{w}"));
        foreach (IGrouping<int, EmulatorCheckpointWrite> shard in scene.ConsumerGroup.History.GroupBy(w => w.Shard))
        {
            long[] cursors = [.. shard.Select(w => CursorNumber.Decode(new Serialization.LogPosition(w.Cursor))!.Value)];
            Assert.Equal(cursors.Order(), cursors);
        }
    }

    private static void WriteEverywhere(GroupScene scene, int groups)
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            scene.Write(shard, groups);
        }
    }

    private static async Task AllCommittedAsync(GroupScene scene)
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            await scene.CommittedAsync(shard);
        }
    }

    // Writes to every shard continuously.
    private sealed class Load : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _writing;

        public Load(GroupScene scene) => _writing = Task.Run(async () =>
        {
            while (!_stop.IsCancellationRequested)
            {
                WriteEverywhere(scene, groups: 1);
                await Task.Delay(20);
            }
        });

        public async Task StopAsync()
        {
            await _stop.CancelAsync();
            await _writing;
        }

        public async ValueTask DisposeAsync()
        {
            await StopAsync();
            _stop.Dispose();
        }
    }

    // Another wall time with the same timers.
}
