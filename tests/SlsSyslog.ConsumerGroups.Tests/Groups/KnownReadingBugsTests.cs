using System.Collections.Concurrent;
using System.Security.Authentication;

namespace SlsSyslog.ConsumerGroups.Tests;

// Bugs of official consumer libraries with cursors, shards, connections, credentials and checkpoints.
public sealed class KnownReadingBugsTests
{
    [Fact]
    public async Task Pull_ResponsesAreLost_NextPullUsesTheCursorOfTheLastResponse()
    {
        int pulls = 0;
        ConcurrentQueue<string> asked = new();
        ConcurrentQueue<string> answered = new();
        await using GroupScene scene = await GroupScene.StartAsync(configure: o => o.MaxRawBytesPerPull = 1);
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
            {
                if (FaultHandler.IsPull(request))
                {
                    asked.Enqueue(Uri.UnescapeDataString(request.RequestUri!.Query.Split("&cursor=")[1].Split('&')[0]));
                }

                return Task.FromResult<HttpResponseMessage?>(null);
            },
            After = (request, answer) =>
            {
                if (!FaultHandler.IsPull(request))
                {
                    return Task.CompletedTask;
                }

                if (Interlocked.Increment(ref pulls) % 3 == 0)
                {
                    throw new HttpRequestException("lost on the way back");
                }

                answered.Enqueue(answer.Headers.GetValues("x-log-cursor").Single());
                return Task.CompletedTask;
            },
        };
        scene.Write(0, groups: 12);

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        await Eventually.TrueAsync(() => asked.Last() == scene.EndCursor(0));
        await consumer.StopAsync();

        // The first cursor, then that of each response; twice where a response was lost, and never an earlier one again.
        string[] expected = [asked.First(), .. answered];
        Assert.Equal(expected.Distinct(), asked.Distinct());
        long[] numbers = [.. asked.Select(cursor => CursorNumber.Decode(new Serialization.LogPosition(cursor))!.Value)];
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        Assert.Equal(0, scene.Ledger.Report().OutOfOrder);
    }

    [Fact]
    public async Task Heartbeat_RejectedImmediately_IsNotSentInATightLoop()
    {
        int refused = 0;
        bool refuses = false;
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) => Task.FromResult(
                Volatile.Read(ref refuses) && FaultHandler.IsHeartbeat(request) && Interlocked.Increment(ref refused) > 0
                    ? FaultHandler.Error(500, "InternalServerError")
                    : null),
        };
        await using Consumer consumer = scene.Consume(configure: o => o.GroupTimeout = TimeSpan.FromMinutes(30));
        await Eventually.TrueAsync(() => consumer.Open.Any());

        long start = scene.Time.GetTimestamp();
        Volatile.Write(ref refuses, true);
        await Eventually.TrueAsync(() => scene.Time.GetElapsedTime(start) > TimeSpan.FromMinutes(1));

        // One every five seconds, each with its quick retry.
        Assert.InRange(refused, 2, 26);
        Assert.Single(consumer.Open);
    }

    [Fact]
    public async Task Connection_TlsFailsBeforeAnyResponse_IsRetriedForEveryCall()
    {
        ConcurrentDictionary<string, int> failed = new();
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
                failed.AddOrUpdate(
                    $"{request.Method} {request.RequestUri!.AbsolutePath} {FaultHandler.IsHeartbeat(request)}", 1, (_, n) => n + 1) <= 2
                    ? throw new HttpRequestException(HttpRequestError.SecureConnectionError, "handshake", new AuthenticationException("on purpose"))
                    : Task.FromResult<HttpResponseMessage?>(null),
        };
        scene.Write(0, groups: 3);

        await using Consumer consumer = scene.Consume();
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);

        // At least heartbeat, checkpoint, cursor and pull. The retention period is requested again later.
        string[] tried = [.. failed.Where(call => call.Value > 2).Select(call => call.Key)];
        Assert.True(tried.Length >= 4, string.Join(", ", failed));
    }

    [Fact]
    public async Task Credentials_RefreshHangs_HeartbeatsAndPullsContinueWithTheOldOnes()
    {
        int asked = 0;
        int beats = 0;
        await using GroupScene scene = await GroupScene.StartAsync(speed: 200);
        using DelegateCredentialProvider provider = new(
            async cancelled =>
            {
                if (Interlocked.Increment(ref asked) > 1)
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancelled);
                }

                DateTimeOffset expiry = scene.Time.GetUtcNow() + TimeSpan.FromMinutes(20);
                scene.Emulator.AddTemporaryAccessKey("sts-1", "secret", "token", expiry);
                return new SlsCredential("sts-1", "secret", "token", expiry);
            },
            scene.Time);
        scene.Credentials = provider;
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
            {
                Interlocked.Add(ref beats, FaultHandler.IsHeartbeat(request) ? 1 : 0);
                return Task.FromResult<HttpResponseMessage?>(null);
            },
        };
        await using Consumer consumer = scene.Consume();
        await Eventually.TrueAsync(() => Volatile.Read(ref asked) > 1, () => scene.Log.Text);

        int before = Volatile.Read(ref beats);
        scene.Write(0, groups: 3);
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);
        await Eventually.TrueAsync(() => Volatile.Read(ref beats) >= before + 3);

        Assert.Equal(0, scene.Emulator.Counts.Errors);
        Assert.Single(consumer.Open);
    }

    [Fact]
    public async Task Checkpoint_SetBackManually_NextStartReadsFromThere()
    {
        await using GroupScene scene = await GroupScene.StartAsync();
        string begin = scene.EndCursor(0);
        scene.Write(0, groups: 4);
        await using (Consumer first = scene.Consume())
        {
            await scene.DeliveredAsync();
            await first.StopAsync();
        }

        scene.ConsumerGroup.SetCheckpoint(0, begin);
        await using Consumer second = scene.Consume();
        await scene.CommittedAsync(0);

        Assert.Equal(12, scene.Ledger.Report().Repeated);
    }

    [Fact]
    public async Task Status_ReadWhileShardsChange_IsAlwaysConsistent()
    {
        await using GroupScene scene = await GroupScene.StartAsync(shards: 4);
        ConsumerGroupSource source = scene.Source(scene.Options());
        await using Consumer consumer = new(source, scene.Ledger);
        using CancellationTokenSource done = new();
        Task<int> reading = Task.Run(() =>
        {
            int most = 0;
            while (!done.IsCancellationRequested)
            {
                string[] held = [.. source.GetStatus().Shards.Select(s => s.ShardName)];
                Assert.Equal(held.Distinct(), held);
                most = Math.Max(most, held.Length);
            }

            return most;
        });

        for (int round = 0; round < 3; round++)
        {
            await Eventually.TrueAsync(() => consumer.Open.Count() == 4, () => scene.Log.Text);
            await using Consumer other = scene.Consume("consumer-2");
            await Eventually.TrueAsync(() => other.Open.Count() == 2, () => scene.Log.Text);
            await other.StopAsync();
        }

        await Eventually.TrueAsync(() => consumer.Open.Count() == 4, () => scene.Log.Text);
        await done.CancelAsync();
        Assert.Equal(4, await reading);
    }
}
