using System.Globalization;

namespace SlsSyslog.EndToEnd;

/// <summary>The CPU time of one process with and without a reader of metrics, in nanoseconds for each sent byte, by window.</summary>
internal sealed record MetricsCostResult(string Program, string Scenario, IReadOnlyList<double> Off, IReadOnlyList<double> On)
{
    // A pair is two windows next to each other, so that a machine that changes its speed changes both.
    private double[] Ratios => [.. Off.Zip(On, (off, on) => (on / off) - 1)];

    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Program}, {Scenario}, {Off.Count} pairs of windows: CPU ns per sent byte {Statistics.Median(Off):F4} without, {Statistics.Median(On):F4} with metrics
          difference of a pair: median {Statistics.Median(Ratios):P2}, mean {Ratios.Average():P2}, standard error {Statistics.StandardError(Ratios):P2}
        """);
}
