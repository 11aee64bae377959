using System.Collections.Concurrent;
using System.Net;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// Bugs of official consumer libraries. Each test fails with the bug.
public sealed class KnownBugsTests
{
    [Fact]
    public async Task Heartbeat_ShardStillDraining_IsReportedAndNotReassigned()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        TaskCompletionSource mayEnd = new();
        ConcurrentQueue<string> reports = WatchHeartbeats(scene);
        await using Consumer slow = scene.Consume("one");
        await Eventually.TrueAsync(() => slow.Open.Count() == 2);
        slow.OnBatch = (_, _) => mayEnd.Task;
        scene.Write(0, groups: 1);
        scene.Write(1, groups: 1);
        await scene.DeliveredAsync();

        scene.Faults = null;
        await using Consumer other = scene.Consume("two");
        await Eventually.TrueAsync(() => scene.Log.Count(231) == 1, () => scene.Log.Text);
        int before = reports.Count;
        await Eventually.TrueAsync(() => reports.Count > before + 3);

        Assert.All(reports.Skip(before), report => Assert.Equal("[0,1]", report));
        Assert.Empty(other.Open);

        mayEnd.SetResult();
        await Eventually.TrueAsync(() => other.Open.Count() == 1, () => scene.Log.Text);
        Assert.All(scene.ConsumerGroup.History, w => Assert.Null(w.ErrorCode));
        Assert.Equal(0, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task Heartbeat_FailsTemporarily_IsNotAnEmptyAssignment()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        bool fails = false;
        int failed = 0;
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                Volatile.Read(ref fails) && FaultHandler.IsHeartbeat(request) && Interlocked.Increment(ref failed) > 0
                    ? FaultHandler.Html(502)
                    : null),
        };
        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => consumer.Open.Count() == 2);

        Volatile.Write(ref fails, true);
        await Eventually.TrueAsync(() => failed >= 4);
        Volatile.Write(ref fails, false);
        scene.Write(0, groups: 2);
        await scene.DeliveredAsync();

        Assert.Equal(2, consumer.Open.Count());
        Assert.Equal(0, scene.Log.Count(231) + scene.Log.Count(233));
    }

    [Fact]
    public async Task Heartbeat_LostOnce_IsSentAgainWithinItsInterval()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        ConcurrentQueue<DateTimeOffset> beats = new();
        int lose = 0;
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
            {
                if (!FaultHandler.IsHeartbeat(request))
                {
                    return Task.FromResult<HttpResponseMessage?>(null);
                }

                beats.Enqueue(scene.Time.GetUtcNow());
                return Interlocked.Exchange(ref lose, 0) == 1 ? throw new HttpRequestException("reset") : Task.FromResult<HttpResponseMessage?>(null);
            },
        };
        await using Consumer consumer = scene.Consume(
            configure: o => (o.HeartbeatInterval, o.GroupTimeout) = (TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(120)));
        await Eventually.TrueAsync(() => consumer.Open.Any());

        int before = beats.Count;
        Volatile.Write(ref lose, 1);
        await Eventually.TrueAsync(() => beats.Count >= before + 2);

        DateTimeOffset[] both = [.. beats.Skip(before).Take(2)];
        Assert.True(both[1] - both[0] < TimeSpan.FromSeconds(20), $"{both[1] - both[0]}");
    }

    [Fact]
    public async Task Heartbeat_Hangs_DoesNotBlockDelivery()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        bool hangs = false;
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
        await using Consumer consumer = scene.Consume(configure: o => o.GroupTimeout = TimeSpan.FromMinutes(10));
        await Eventually.TrueAsync(() => consumer.Open.Any());

        Volatile.Write(ref hangs, true);
        scene.Write(0, groups: 2);
        await scene.DeliveredAsync();
        await Eventually.TrueAsync(() => scene.Log.Text.Contains("HeartBeat received no response", StringComparison.Ordinal), () => scene.Log.Text);
        scene.Write(0, groups: 2);
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);

        Assert.Single(consumer.Open);
    }

    [Fact]
    public async Task Stop_SlowDrain_SendsHeartbeatsUntilTheLastCheckpointIsStored()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        Consumer consumer = scene.Consume(configure: o => (o.GroupTimeout, o.DrainTimeout) = (TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5)));
        await using (consumer)
        {
            await scene.CommittedAsync(0);

            // Takes more than twice the timeout after the stop.
            consumer.OnBatch = (lease, _) => lease.Draining.IsCancellationRequested
                ? Task.Delay(TimeSpan.FromSeconds(35), scene.Time)
                : Task.Delay(Timeout.InfiniteTimeSpan, lease.Draining).ContinueWith(
                    _ => Task.Delay(TimeSpan.FromSeconds(35), scene.Time),
                    CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            scene.Write(0, groups: 1);
            await scene.DeliveredAsync();
            await consumer.StopAsync();
        }

        Assert.Equal(scene.EndCursor(0), scene.Checkpoint(0));
        Assert.All(scene.ConsumerGroup.History, w => Assert.Null(w.ErrorCode));
        IReadOnlyList<EmulatorRequest> journal = scene.Emulator.Journal;
        Assert.True(
            journal.Last(r => r.Operation == SlsOperation.HeartBeat).Number > journal.Last(r => r.Operation == SlsOperation.UpdateCheckPoint).Number);
    }

    [Fact]
    public async Task Stop_DuringADelay_IsImmediate()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        Consumer consumer = scene.Consume(configure: o => (o.PollInterval, o.IdlePollInterval, o.HeartbeatInterval, o.GroupTimeout) =
            (TimeSpan.FromHours(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(20), TimeSpan.FromHours(2)));
        await scene.CommittedAsync(0);

        await consumer.StopAsync();
        await consumer.DisposeAsync();
    }

    [Fact]
    public async Task Commit_EmptyReadOnlyShardInOrder_LetsTheChildrenStart()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Logstore.Split(0);
        scene.Write(1, groups: 3);
        scene.Write(2, groups: 3);

        await using Consumer consumer = scene.Consume(configure: o => o.InOrder = true);

        await scene.DeliveredAsync();
        Assert.Equal(EmulatorShardState.Over, scene.ConsumerGroup.Owners.Single(o => o.Shard == 0).State);
    }

    [Fact]
    public async Task Pull_QueryFindsNothing_StillMovesTheCheckpoint()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        string query = "";
        scene.Faults = new FaultHandler
        {
            After = (request, answer) =>
            {
                if (FaultHandler.IsPull(request))
                {
                    // The response of SLS when it has scanned much and found nothing.
                    query = Uri.UnescapeDataString(request.RequestUri!.Query);
                    answer.Headers.Remove("x-log-count");
                    answer.Headers.Add("x-log-count", "0");
                    answer.Headers.Remove("x-log-bodyrawsize");
                    answer.Headers.Add("x-log-bodyrawsize", "0");
                    answer.Headers.Add("x-log-rawdatasize", "1000");
                }

                return Task.CompletedTask;
            },
        };
        scene.Write(0, groups: 5);

        await using Consumer consumer = scene.Consume(configure: o => o.Query = "* | where status = '500'");

        await scene.CommittedAsync(0);
        Assert.Contains("query=* | where status = '500'", query, StringComparison.Ordinal);
        Assert.Contains("pullMode=scan_on_stream", query, StringComparison.Ordinal);
        Assert.Equal(0, scene.Ledger.Report().Received);
    }

    [Fact]
    public async Task Start_CursorOfATimeFails_IsRequestedAgain()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Write(0, groups: 2);
        int failures = 0;
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                FaultHandler.Has(request, "type=cursor&from=1") && Interlocked.Increment(ref failures) <= 3
                    ? FaultHandler.Error(500, "InternalServerError")
                    : null),
        };

        await using Consumer consumer = scene.Consume(
            configure: o => o.StartFrom = ShardPosition.At(DateTimeOffset.FromUnixTimeSeconds(1_000_000_000)));

        await scene.DeliveredAsync();
        Assert.True(failures > 3);
    }

    [Fact]
    public async Task Pull_OneShardIsThrottled_OnlyItWaits()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 2);
        int refused = 0;
        bool refuses = true;
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                Volatile.Read(ref refuses) && FaultHandler.IsPull(request) && FaultHandler.IsOfShard(request, 0)
                && Interlocked.Increment(ref refused) > 0
                    ? FaultHandler.Error(403, "ShardReadQuotaExceed")
                    : null),
        };
        await using Consumer consumer = scene.Consume();
        for (int i = 0; i < 20; i++)
        {
            scene.Write(1, groups: 1);
            await scene.DeliveredAsync();
        }

        // At least five seconds between two attempts: at 20 times the speed a few of them, not hundreds.
        Assert.InRange(refused, 1, 20);
        scene.Write(0, groups: 1);
        Volatile.Write(ref refuses, false);
        await scene.DeliveredAsync();
    }

    [Fact]
    public async Task Pull_SuccessWithAnEmptyBody_IsNoData()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        int emptied = 0;
        scene.Faults = new FaultHandler
        {
            Before = async (request, _) =>
            {
                if (!FaultHandler.IsPull(request) || Interlocked.Increment(ref emptied) > 3)
                {
                    return null;
                }

                // Without a cursor, like the responses of some servers.
                await Task.Yield();
                HttpResponseMessage answer = new(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
                answer.Headers.Add("x-log-count", "0");
                answer.Headers.Add("x-log-bodyrawsize", "0");
                answer.Headers.Add("x-log-compresstype", "lz4");
                answer.Headers.TryAddWithoutValidation("x-log-cursor", "");
                return answer;
            },
        };
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume();

        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
    }

    private static ConcurrentQueue<string> WatchHeartbeats(GroupScene scene)
    {
        ConcurrentQueue<string> reports = new();
        scene.Faults = new FaultHandler
        {
            Before = async (request, cancelled) =>
            {
                if (FaultHandler.IsHeartbeat(request))
                {
                    reports.Enqueue(await request.Content!.ReadAsStringAsync(cancelled));
                }

                return null;
            },
        };
        return reports;
    }
}
