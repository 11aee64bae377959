using SlsSyslog.Testing;

namespace SlsSyslog.FaultSuite;

/// <summary>The result of a scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Report">The ledger at the end.</param>
/// <param name="Recovery">The longest time from the end of a fault until all that was written before has arrived.</param>
/// <param name="Breaks">The number of interruptions.</param>
/// <param name="RepeatLimit">The number of repeated messages that data in flight explains.</param>
/// <param name="Failure">The check that failed, or null.</param>
/// <param name="Samples">How often the totals of a shard were compared; 0 when all forwarders were other processes.</param>
public sealed record Outcome(
    string Scenario, DeliveryReport Report, TimeSpan Recovery, int Breaks, long RepeatLimit, string? Failure, int Samples)
{
    public static string Head { get; } = $"| {"scenario",-44} | {"sent",8} | {"received",8} | {"missing",7} | {"repeated",8} | {"to recover",10} |\n"
        + $"| {new string('-', 44)} | {new string('-', 7)}: | {new string('-', 7)}: | {new string('-', 6)}: | {new string('-', 7)}: | {new string('-', 9)}: |";

    /// <summary>How often each kind of interruption happened, for scenarios that count them.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; init; } = new Dictionary<string, int>();

    public override string ToString() =>
        $"| {Scenario,-44} | {Report.Sent,8} | {Report.Received,8} | {Report.Missing,7} | {Report.Repeated,8} | {Recovery.TotalSeconds,8:F1} s |"
        + (Counts.Count == 0 ? "" : $" {string.Join(", ", Counts.Select(kind => $"{kind.Value} x {kind.Key}"))}")
        + (Failure is null ? "" : $" FAILED: {Failure}");
}
