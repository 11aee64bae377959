using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups.Tests;

// Every spelling by which SLS reports that this consumer does not own a shard, at every operation that can report it.
public sealed class LostOwnershipTests
{
    public static MatrixTheoryData<string, string> Spellings => new(
        ["ConsumerNotExist", "ConsumerNotExsit", "consumernotexsit", "ConsumerNotMatch", "NotExistConsumerWithBody"],
        ["commit", "heartbeat", "read"]);

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task RunAsync_OwnershipIsDenied_EndsTheLeaseAndPausesBeforeItTriesAgain(string code, string operation)
    {
        bool denies = false;
        ConcurrentQueue<string> requests = new();
        await using GroupScene scene = await GroupScene.StartAsync();
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
            {
                if (!Volatile.Read(ref denies))
                {
                    return Task.FromResult<HttpResponseMessage?>(null);
                }

                requests.Enqueue(request.RequestUri!.PathAndQuery);
                bool isDenied = operation switch
                {
                    "commit" => FaultHandler.IsCommit(request),
                    "heartbeat" => FaultHandler.IsHeartbeat(request),
                    _ => request.Method == HttpMethod.Get && FaultHandler.Has(request, "/consumergroups/siem?shard="),
                };
                return Task.FromResult(isDenied ? FaultHandler.Error(404, code) : null);
            },
        };
        int batches = 0;
        await using Consumer consumer = scene.Consume();
        consumer.OnBatch = (_, _) => operation == "read" && Interlocked.Increment(ref batches) == 1
            ? throw new InvalidOperationException("the lease is handed out again, so the checkpoint is read again")
            : Task.CompletedTask;
        await Eventually.TrueAsync(() => consumer.Open.Any(), () => scene.Log.Text);

        long start = scene.Time.GetTimestamp();
        Volatile.Write(ref denies, true);
        scene.Write(0, groups: 3);
        await Eventually.TrueAsync(() => scene.Log.Count(221) + scene.Log.Count(233) > 0, () => scene.Log.Text);
        await Eventually.TrueAsync(() => scene.Time.GetElapsedTime(start) > TimeSpan.FromMinutes(1), () => scene.Log.Text);
        double minutes = scene.Time.GetElapsedTime(start) / TimeSpan.FromMinutes(1);
        int sent = requests.Count;

        Volatile.Write(ref denies, false);
        await scene.DeliveredAsync();
        await scene.CommittedAsync(0);

        // A quarter of a request per second for heartbeats, up to two and a half for polling, and the attempts themselves.
        Assert.InRange(sent, 2, 300 * minutes);
        Assert.Equal(operation == "read" ? 1 : 0, scene.Log.Count(220));
    }
}
