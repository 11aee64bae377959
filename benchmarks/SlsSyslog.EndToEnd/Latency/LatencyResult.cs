namespace SlsSyslog.EndToEnd;

/// <summary>The time from the arrival of a log in SLS to its receipt by the syslog server, when there is no other log to send.</summary>
/// <param name="Stream">What the stream was like.</param>
/// <param name="Milliseconds">The latencies.</param>
internal sealed record LatencyResult(string Stream, IReadOnlyList<double> Milliseconds)
{
    public double Median => Statistics.Median(Milliseconds);

    public double Percentile99 => Statistics.Percentile(Milliseconds, 0.99);
}
