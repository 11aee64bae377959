namespace SlsSyslog.ConsumerGroups;

/// <summary>Counts the gaps of one source, for its status and for the metrics. Safe for concurrent use.</summary>
internal sealed class GapCounter
{
    private long _gaps;
    private long _missedLogGroups;

    public long Gaps => Interlocked.Read(ref _gaps);

    public long MissedLogGroups => Interlocked.Read(ref _missedLogGroups);

    public void Add(LogGap gap)
    {
        Interlocked.Increment(ref _gaps);
        Interlocked.Add(ref _missedLogGroups, gap.MissedLogGroups ?? 0);
        SlsMetrics.CountGap(gap);
    }
}
