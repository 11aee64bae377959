namespace SlsSyslog.ConsumerGroups;

// The time that requests are signed with: ours, corrected by what SLS told of its own. Safe for use from several threads.
internal sealed class SlsClock(TimeProvider time)
{
    private long _offsetTicks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    // From the Date header of an answer.
    public void Learn(DateTimeOffset serverTime) => Interlocked.Exchange(ref _offsetTicks, (serverTime - time.GetUtcNow()).Ticks);
}
