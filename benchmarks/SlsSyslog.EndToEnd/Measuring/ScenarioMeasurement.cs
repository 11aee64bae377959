namespace SlsSyslog.EndToEnd;

/// <summary>Measures the programs of a scenario in turns, so that a machine that changes its speed changes all of them.</summary>
internal sealed class ScenarioMeasurement(PeerSet peers, IReadOnlyList<IMeasuredProgram> programs, int rounds)
{
    private const int WarmUpMegabytes = 200;

    public async Task<ScenarioResult> RunAsync(Scenario scenario)
    {
        double sentPerRawByte = await WarmUpAsync(scenario);
        FilledLogstore logstore = await peers.Sls.FillAsync(scenario.Data, scenario.Shards, scenario.Megabytes);
        Assignment assignment = new(scenario, logstore, peers, sentPerRawByte);
        IMeasuredProgram[] turns = [.. programs.Where(program => scenario.Programs.Contains(program.Name))];
        Dictionary<string, List<RoundResult>> results = turns.ToDictionary(program => program.Name, _ => new List<RoundResult>());
        for (int round = 0; round < rounds; round++)
        {
            // Every second round is in reverse order.
            foreach (IMeasuredProgram program in round % 2 == 0 ? turns : turns.Reverse())
            {
                RoundResult result = await RunMeasurement.RunAsync(program, assignment);
                results[program.Name].Add(result);
                await Console.Error.WriteLineAsync($"{scenario.Name}, round {round + 1}: {program.Name} {result.Whole:F0} whole, {result.Steady:F0} steady");
            }
        }

        return new ScenarioResult(
            scenario,
            (double)logstore.RawBytes / logstore.Records,
            [.. turns.Select(program => new ProgramResult(program.Name, results[program.Name]))]);
    }

    // Brings the peers to speed, and shows how many bytes the forwarder sends.
    private async Task<double> WarmUpAsync(Scenario scenario)
    {
        IMeasuredProgram forwarder = programs.OfType<OurForwarder>().First();
        FilledLogstore logstore = await peers.Sls.FillAsync(scenario.Data, scenario.Shards, WarmUpMegabytes);
        await peers.Sink.KeepSampleAsync();
        return (await RunMeasurement.RunAsync(forwarder, new Assignment(scenario, logstore, peers, 1))).SentPerRawByte;
    }
}
