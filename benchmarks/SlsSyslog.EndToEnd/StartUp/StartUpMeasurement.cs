namespace SlsSyslog.EndToEnd;

/// <summary>Measures the starts of the shipped programs in turns, then their memory with many busy shards.</summary>
internal sealed class StartUpMeasurement(PeerSet peers, IReadOnlyList<ShippedForwarder> programs)
{
    private const int Starts = 9;
    private const int BusyRounds = 3;
    private static readonly Scenario Logs = new() { Name = "start-up" };
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    public async Task<IReadOnlyList<StartUpResult>> RunAsync()
    {
        Assignment start = await AssignAsync(4, 20);
        Assignment busy16 = await AssignAsync(16, 2000);
        Assignment busy64 = await AssignAsync(64, 2000);
        Dictionary<string, List<(double Wall, double Cpu)>> starts = programs.ToDictionary(program => program.Name, _ => new List<(double, double)>());
        for (int i = -1; i < Starts; i++)
        {
            foreach (ShippedForwarder program in programs)
            {
                (double Wall, double Cpu) measured = await StartAsync(program, start);
                if (i >= 0)
                {
                    // The first round brings the files into memory.
                    starts[program.Name].Add(measured);
                }
            }
        }

        List<StartUpResult> results = [];
        foreach (ShippedForwarder program in programs)
        {
            results.Add(new StartUpResult(
                program.Name,
                [.. starts[program.Name].Select(start => start.Wall)],
                [.. starts[program.Name].Select(start => start.Cpu)],
                await PeaksAsync(program, busy16),
                await PeaksAsync(program, busy64)));
        }

        return results;
    }

    private async Task<Assignment> AssignAsync(int shards, int megabytes) =>
        new(Logs with { Shards = shards }, await peers.Sls.FillAsync(Logs.Data, shards, megabytes), peers, 1);

    private static async Task<(double Wall, double Cpu)> StartAsync(ShippedForwarder program, Assignment assignment)
    {
        SinkPeer sink = assignment.Peers.Sink;
        await sink.ResetAsync();
        using IProgramRun run = await program.StartAsync(assignment);
        while (await sink.BytesAsync() == 0)
        {
            await Task.Delay(Glance);
        }

        double cpu = run.Counters.CpuSeconds * 1000;
        return (System.Diagnostics.Stopwatch.GetElapsedTime(run.Started, (await sink.ReceivedAsync()).FirstAt).TotalMilliseconds, cpu);
    }

    private static async Task<double[]> PeaksAsync(ShippedForwarder program, Assignment assignment)
    {
        double[] peaks = new double[BusyRounds];
        for (int i = 0; i < BusyRounds; i++)
        {
            using IProgramRun run = await program.StartAsync(assignment);
            while (!await run.IsCompleteAsync())
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }

            peaks[i] = run.Counters.PeakMegabytes;
        }

        return peaks;
    }
}
