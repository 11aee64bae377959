using System.Diagnostics;

namespace SlsSyslog.EndToEnd;

/// <summary>Runs a program once and observes it from outside.</summary>
internal static class RunMeasurement
{
    private const double SteadyFrom = 0.25;
    private const double SteadyTo = 0.99; // At the end, some shards are empty before others.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public static async Task<RoundResult> RunAsync(IMeasuredProgram program, Assignment assignment)
    {
        SinkPeer sink = assignment.Peers.Sink;
        await sink.ResetAsync();
        using IProgramRun run = await program.StartAsync(assignment);
        double expected = run.RawBytes * assignment.SentPerRawByte;
        Sample? from = null;
        Sample? to = null;
        while (!await run.IsCompleteAsync())
        {
            await Task.Delay(Interval);
            double share = await sink.BytesAsync() / expected;
            from ??= share >= SteadyFrom ? await SampleAsync(run, sink) : null;
            to ??= share >= SteadyTo ? await SampleAsync(run, sink) : null;
            if (Stopwatch.GetElapsedTime(run.Started) > Timeout)
            {
                throw new TimeoutException($"{program.Name} sent {share:P0} of the logs of {assignment.Scenario.Name} in {Timeout}.");
            }
        }

        Sample end = await SampleAsync(run, sink);
        Sample start = new(run.Started, 0, 0, default(ProcessUsage));
        return Describe(assignment, run, from is null || to is null ? start : from.Value, to ?? end, end, (await sink.ReceivedAsync()).FirstAt);
    }

    private static async Task<Sample> SampleAsync(IProgramRun run, SinkPeer sink)
    {
        ProcessUsage? usage = await run.ReadUsageAsync();
        return new Sample(Stopwatch.GetTimestamp(), run.Counters.CpuSeconds, await sink.BytesAsync(), usage);
    }

    private static RoundResult Describe(Assignment assignment, IProgramRun run, Sample from, Sample to, Sample end, long firstAt)
    {
        double sentPerRawByte = end.Bytes / run.RawBytes;
        double steadyMegabytes = (to.Bytes - from.Bytes) / sentPerRawByte / 1e6;
        double seconds = Stopwatch.GetElapsedTime(from.At, to.At).TotalSeconds;
        double recordBytes = (double)assignment.Logstore.RawBytes / assignment.Logstore.Records;
        double records = steadyMegabytes * 1e6 / recordBytes;
        return new RoundResult
        {
            Whole = run.RawBytes / 1e6 / end.CpuSeconds,
            Steady = steadyMegabytes / (to.CpuSeconds - from.CpuSeconds),
            Wall = steadyMegabytes / seconds,
            RecordsPerSecond = records / seconds,
            AllocatedPerRecord = (to.Usage?.AllocatedBytes - from.Usage?.AllocatedBytes) / records,
            Collections0 = end.Usage?.Collections0,
            Collections1 = end.Usage?.Collections1,
            Collections2 = end.Usage?.Collections2,
            PeakMegabytes = run.Counters.PeakMegabytes,
            SwitchesPerGigabyte = run.Counters.ContextSwitches / (run.RawBytes / 1e9),
            FirstByteMilliseconds = Stopwatch.GetElapsedTime(run.Started, firstAt).TotalMilliseconds,
            CpuSeconds = end.CpuSeconds,
            SentPerRawByte = sentPerRawByte,
        };
    }
}
