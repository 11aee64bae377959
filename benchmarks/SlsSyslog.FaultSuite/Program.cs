using System.Globalization;
using SlsSyslog.FaultSuite;

// Runs all scenarios in which a log could be lost, and reports the number of lost logs.
// Usage: SlsSyslog.FaultSuite [--minutes N] [--parallel N] [--only TEXT]
// Or: SlsSyslog.FaultSuite --processes 1,2,4
// With --processes, as many processes share 16 shards in turn: how they divide the work, what they use, and what happens when one is killed.
// Without --minutes, the short form of the tests runs. With it, outages last 10 s and are repeated for about that time.
if (Argument("--processes") is { } numbers)
{
    return await ScalingRun.RunAsync([.. numbers.Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
}

double minutes = Argument("--minutes") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : 0;
int parallel = int.Parse(Argument("--parallel") ?? "4", CultureInfo.InvariantCulture);
Scenario[] scenarios = Suite.All.Where(scenario => scenario.Name.Contains(Argument("--only") ?? "", StringComparison.OrdinalIgnoreCase)).ToArray();
Tempo tempo = minutes > 0 ? Tempo.Extended(TimeSpan.FromMinutes(minutes) * parallel / Math.Max(1, scenarios.Length)) : Tempo.Brief;

Console.WriteLine(Outcome.Head);
List<Outcome> outcomes = new();
await Parallel.ForEachAsync(scenarios, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (scenario, _) =>
{
    Outcome outcome = await Suite.RunAsync(scenario, tempo);
    lock (outcomes)
    {
        outcomes.Add(outcome);
        Console.WriteLine(outcome);
    }
});

Console.WriteLine($"\n{outcomes.Count} scenarios, {outcomes.Sum(outcome => outcome.Report.Sent):N0} logs sent, "
    + $"{outcomes.Sum(outcome => outcome.Report.Missing):N0} missing, {outcomes.Count(outcome => outcome.Failure is not null)} failed");
return outcomes.All(outcome => outcome.Failure is null) ? 0 : 1;

string? Argument(string name)
{
    int index = Array.IndexOf(args, name);
    return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
}
