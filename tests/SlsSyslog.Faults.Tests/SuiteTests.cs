using SlsSyslog.FaultSuite;

namespace SlsSyslog.Faults.Tests;

public class SuiteTests(SuiteRun run, ITestOutputHelper output) : IClassFixture<SuiteRun>
{
    public static TheoryData<string> Scenarios => [.. Suite.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Forwarding_UnderAFault_LosesNothing(string scenario)
    {
        Outcome outcome = await run.OutcomeOfAsync(scenario);

        output.WriteLine($"{Outcome.Head}\n{outcome}");
        Assert.True(outcome.Failure is null, outcome.Failure);
        Assert.Equal(0, outcome.Report.Missing);
        Assert.True(outcome.Report.Sent > 0);
    }
}
