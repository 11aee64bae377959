using SlsSyslog.FaultSuite;

namespace SlsSyslog.Faults.Tests;

/// <summary>The short form of the fault suite. Several scenarios run at a time, because they mostly wait.</summary>
public sealed class SuiteRun : IDisposable
{
    private const int Parallel = 5;
    private readonly SemaphoreSlim _places = new(Parallel);
    private readonly Dictionary<string, Task<Outcome>> _outcomes;

    public SuiteRun() => _outcomes = Suite.All.ToDictionary(scenario => scenario.Name, scenario => Task.Run(() => RunAsync(scenario)));

    public Task<Outcome> OutcomeOfAsync(string scenario) => _outcomes[scenario];

    public void Dispose() => _places.Dispose();

    private async Task<Outcome> RunAsync(Scenario scenario)
    {
        await _places.WaitAsync();
        try
        {
            return await Suite.RunAsync(scenario, Tempo.Brief);
        }
        finally
        {
            _places.Release();
        }
    }
}
