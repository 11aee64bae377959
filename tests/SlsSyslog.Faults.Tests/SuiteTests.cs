using SlsSyslog.FaultSuite;

namespace SlsSyslog.Faults.Tests;

public class SuiteTests(SuiteRun run, ITestOutputHelper output) : IClassFixture<SuiteRun>
{
    public static TheoryData<string> Scenarios => [.. Suite.All.Select(scenario => scenario.Name)];

    [Fact]
    public async Task Totals_UnderAllFaults_AddUpAtEveryMoment()
    {
        Outcome[] outcomes = await Task.WhenAll(Suite.All.Select(scenario => run.OutcomeOfAsync(scenario.Name)));

        // A total that does not add up fails its scenario. Some scenarios run the Forwarder as a process, whose totals are not read.
        Assert.All(outcomes, outcome => Assert.DoesNotContain("totals", outcome.Failure ?? "", StringComparison.Ordinal));
        Assert.True(outcomes.Count(outcome => outcome.Samples > 100) >= 20, $"{outcomes.Count(outcome => outcome.Samples > 100)} scenarios");
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Forwarding_UnderAFault_LosesNothing(string scenario)
    {
        Outcome outcome = await run.OutcomeOfAsync(scenario);

        output.WriteLine($"{Outcome.Head}\n{outcome}\n{outcome.Samples} totals of shards compared");
        Assert.True(outcome.Failure is null, outcome.Failure);
        Assert.Equal(0, outcome.Report.Missing);
        Assert.True(outcome.Report.Sent > 0);
    }
}
