namespace SlsSyslog.EndToEnd;

/// <summary>One run of the command.</summary>
internal sealed class Benchmark(CommandLine line)
{
    private readonly List<string> _notes = [];

    public async Task RunAsync()
    {
        ResultSet results = line.FromFile is { } from ? await ResultSet.ReadAsync(from) : await MeasureAsync();
        ResultSet? earlier = line.CompareFile is { } compare ? await ResultSet.ReadAsync(compare) : null;
        if (line.JsonFile is { } json)
        {
            await results.WriteAsync(json);
        }

        if (line.ChartFolder is { } folder)
        {
            await ChartSet.WriteAsync(folder, results);
        }

        string tables = Table.Write(results, earlier);
        if (line.PageFile is { } page)
        {
            await ResultPage.UpdateAsync(page, tables, line.ChartFolder);
        }

        await Console.Out.WriteLineAsync(tables);
    }

    private async Task<ResultSet> MeasureAsync()
    {
        IReadOnlyList<Scenario> scenarios = line.IsMatrix ? Matrix.Scenarios : [line.ToScenario()];
        IReadOnlyList<IMeasuredProgram> programs =
            await ProgramSet.PrepareAsync([.. scenarios.SelectMany(scenario => scenario.Programs).Distinct()], _notes);
        IReadOnlyList<ShippedForwarder> shipped = line.MeasuresStartUp ? await ProgramSet.PrepareShippedAsync() : [];
        OurForwarder forwarder = programs.OfType<OurForwarder>().FirstOrDefault()
            ?? throw new ArgumentException("--programs must contain native or jit: its messages show what the others send.");

        // The machine is as it was before the programs were compiled.
        Conditions conditions = Conditions.Read(line.Rounds, _notes);
        using PeerSet peers = await PeerSet.StartAsync();
        return line.AlternatesMetrics
            ? new ResultSet { Conditions = conditions, MetricsCost = await MeasureMetricsAsync(peers, scenarios[0], programs) }
            : new ResultSet
            {
                Conditions = conditions,
                Scenarios = line.MeasuresThroughput ? await MeasureScenariosAsync(peers, scenarios, programs) : [],
                StartUp = line.MeasuresStartUp ? await new StartUpMeasurement(peers, shipped).RunAsync() : [],
                Latency = line.MeasuresLatency ? await new LatencyMeasurement(peers.Sls, peers.Folder, forwarder).RunAsync() : [],
            };
    }

    private async Task<IReadOnlyList<MetricsCostResult>> MeasureMetricsAsync(
        PeerSet peers, Scenario scenario, IReadOnlyList<IMeasuredProgram> programs)
    {
        MetricsWindows windows = new(peers, scenario with { ReadsMetrics = false }, line.Windows);
        List<MetricsCostResult> costs = [];
        foreach (OurForwarder program in programs.OfType<OurForwarder>())
        {
            costs.Add(await windows.RunAsync(program));
        }

        return costs;
    }

    private async Task<IReadOnlyList<ScenarioResult>> MeasureScenariosAsync(
        PeerSet peers, IReadOnlyList<Scenario> scenarios, IReadOnlyList<IMeasuredProgram> programs)
    {
        List<ScenarioResult> results = [];
        foreach (Scenario scenario in scenarios)
        {
            // The first scenario of a set is the one to compare with; the others show what differs.
            int rounds = results.Count == 0 ? line.Rounds : Math.Min(line.Rounds, 3);
            results.Add(await new ScenarioMeasurement(peers, programs, rounds).RunAsync(scenario));
        }

        return results;
    }
}
