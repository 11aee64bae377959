namespace SlsSyslog.Transports;

/// <summary>Counts what happened to the datagrams of one transport.</summary>
internal sealed class UdpCounts
{
    private long _truncated;
    private long _refused;

    public long Truncated => Interlocked.Read(ref _truncated);

    public long Refused => Interlocked.Read(ref _refused);

    public void AddTruncated() => Interlocked.Increment(ref _truncated);

    public void AddRefused() => Interlocked.Increment(ref _refused);
}
