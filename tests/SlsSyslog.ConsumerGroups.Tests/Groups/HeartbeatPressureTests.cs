using System.Collections.Concurrent;
using System.Diagnostics;
using SlsSyslog.Testing;

namespace SlsSyslog.ConsumerGroups.Tests;

// Heartbeats in real time under load: pulls of 20 MB, a full memory budget, a receiver that stalls and is then slow.
public sealed class HeartbeatPressureTests
{
    private const int Shards = 4;
    private const int PullBytes = 20 * 1024 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Heartbeats_UnderLargePullsAFullBudgetAndAStalledReceiver_AreNeverLaterThanOneAndAHalfIntervals()
    {
        ConcurrentQueue<long> beats = new();
        long largest = 0;
        await using GroupScene scene = await GroupScene.StartAsync(Shards, o => o.MaxRawBytesPerPull = PullBytes, speed: 1);
        scene.Faults = new FaultHandler
        {
            Before = (request, _) =>
            {
                if (FaultHandler.IsHeartbeat(request))
                {
                    beats.Enqueue(Stopwatch.GetTimestamp());
                }

                return Task.FromResult<HttpResponseMessage?>(null);
            },
        };
        WriteTwoPullsEach(scene);

        TaskCompletionSource mayGoOn = new();
        ConsumerGroupOptions options = scene.Options();
        (options.HeartbeatInterval, options.GroupTimeout, options.MemoryBudgetBytes) = (Interval, 10 * Interval, 2 * PullBytes);
        using Lateness machine = new();
        await using Consumer consumer = new(scene.Source(options, TimeProvider.System), scene.Ledger)
        {
            OnBatch = async (_, batch) =>
            {
                InterlockedMax(ref largest, batch.RawBytes);
                await mayGoOn.Task;
                await Task.Delay(Interval / 4);
            },
        };
        await Eventually.TrueAsync(() => beats.Count >= 4, () => scene.Log.Text);
        mayGoOn.SetResult();
        await scene.DeliveredAsync();
        int delivered = beats.Count;
        await Eventually.TrueAsync(() => beats.Count > delivered);

        Assert.True(largest > PullBytes * 9L / 10, $"the largest pull had {largest} bytes");
        Assert.Equal(0, scene.Ledger.Report().Repeated);
        long[] times = [.. beats];
        TimeSpan longest = times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).Max();
        Assert.True(
            longest < (1.5 * Interval) + machine.Longest,
            $"{longest} between two heartbeats, while a thread that only sleeps was {machine.Longest} late");
    }

    private static void WriteTwoPullsEach(GroupScene scene)
    {
        byte[] noise = new byte[1_000_000];
        new Random(1).NextBytes(noise);
        for (int shard = 0; shard < Shards; shard++)
        {
            for (int group = 0; group < 2 * PullBytes / noise.Length; group++)
            {
                EmulatorField id = new("id", scene.Ledger.Put(shard));
                scene.Logstore.Append(shard, new EmulatorLogGroup(new EmulatorLog { Time = 1, Contents = [id, new EmulatorField("noise", noise)] }));
            }
        }
    }

    private static void InterlockedMax(ref long target, long value)
    {
        long seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    // Measures how late a thread is that only sleeps, which the library cannot influence.
    private sealed class Lateness : IDisposable
    {
        private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);
        private readonly Thread _thread;
        private volatile bool _ends;
        private long _longest;

        public Lateness()
        {
            _thread = new Thread(Watch) { IsBackground = true };
            _thread.Start();
        }

        public TimeSpan Longest => TimeSpan.FromTicks(Volatile.Read(ref _longest));

        public void Dispose()
        {
            _ends = true;
            _thread.Join();
        }

        private void Watch()
        {
            while (!_ends)
            {
                long start = Stopwatch.GetTimestamp();
                Thread.Sleep(Nap);
                InterlockedMax(ref _longest, (Stopwatch.GetElapsedTime(start) - Nap).Ticks);
            }
        }
    }
}
