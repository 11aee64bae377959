namespace SlsSyslog.EndToEnd;

/// <summary>One run of the command.</summary>
internal sealed class Benchmark(CommandLine line)
{
    public async Task RunAsync()
    {
        ResultSet results = line.FromFile is { } from ? await ResultSet.ReadAsync(from) : await MeasureAsync();
        ResultSet? earlier = line.CompareFile is { } compare ? await ResultSet.ReadAsync(compare) : null;
        if (line.JsonFile is { } json)
        {
            await results.WriteAsync(json);
        }

        await Console.Out.WriteLineAsync(Table.Write(results, earlier));
    }

    private async Task<ResultSet> MeasureAsync()
    {
        IReadOnlyList<Scenario> scenarios = line.IsMatrix ? Matrix.Scenarios : [line.ToScenario()];
        List<string> notes = [];
        IReadOnlyList<IMeasuredProgram> programs = await ProgramSet.PrepareAsync([.. scenarios.SelectMany(scenario => scenario.Programs).Distinct()], notes);
        using PeerSet peers = await PeerSet.StartAsync();
        Conditions conditions = Conditions.Read(line.Rounds, notes);
        if (line.AlternatesMetrics)
        {
            MetricsWindows windows = new(peers, scenarios[0] with { ReadsMetrics = false }, line.Windows);
            List<MetricsCostResult> costs = [];
            foreach (OurForwarder program in programs.OfType<OurForwarder>())
            {
                costs.Add(await windows.RunAsync(program));
            }

            return new ResultSet { Conditions = conditions, MetricsCost = costs };
        }

        ScenarioMeasurement measurement = new(peers, programs, line.Rounds);
        List<ScenarioResult> results = [];
        foreach (Scenario scenario in scenarios)
        {
            results.Add(await measurement.RunAsync(scenario));
        }

        return new ResultSet { Conditions = conditions, Scenarios = results };
    }
}
