namespace SlsSyslog.FaultSuite;

/// <summary>How long a run of a scenario takes: short for the tests, long on demand.</summary>
/// <param name="Outage">The duration of an outage, which is longer than the settle window of 2 s.</param>
/// <param name="Calm">The time without a fault before each fault.</param>
/// <param name="Rounds">The number of times that the faults of a scenario are repeated.</param>
public sealed record Tempo(TimeSpan Outage, TimeSpan Calm, int Rounds)
{
    public static Tempo Brief { get; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(0.7), 1);

    /// <summary>Outages of 10 s, as many as fit into the time for one scenario.</summary>
    public static Tempo Extended(TimeSpan perScenario) =>
        new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), Math.Max(1, (int)(perScenario / TimeSpan.FromSeconds(20))));
}
