namespace SlsSyslog.EndToEnd;

/// <summary>Measures latencies with a producer of single logs. Producer and receiver use the same clock, that of the system.</summary>
internal sealed class LatencyMeasurement(SlsPeer sls, string folder, OurForwarder program)
{
    // Longer than the minute without data after which a shard is polled less often.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(70);
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Measures a stream with data in the last minute, and one without. Both wait most of the time, so they run side by side.</summary>
    public async Task<IReadOnlyList<LatencyResult>> RunAsync() => await Task.WhenAll(
        RunAsync("one log a second in each of 8 shards", shards: 8, count: 500, interval: 125, ShortPause),
        RunAsync("the first log after more than a minute, 64 shards", shards: 64, count: 64, interval: 40, LongPause));

    private async Task<LatencyResult> RunAsync(string stream, int shards, int count, int interval, TimeSpan pause)
    {
        using SinkPeer sink = new();
        string name = $"latency-{shards}";
        await sls.ProduceAsync(name, shards, interval, pause);
        Scenario scenario = new() { Name = stream, Shards = shards, Transport = "latency" };
        Assignment assignment = new(scenario, new FilledLogstore(name, 0, 0, 0, []), new PeerSet(sls, sink, folder), 1);
        using IProgramRun run = await program.StartAsync(assignment);
        double[] latencies = [];
        while (latencies.Length < count)
        {
            await Task.Delay(Glance);
            latencies = await sink.LatenciesAsync();
        }

        return new LatencyResult(stream, latencies[..count]);
    }
}
