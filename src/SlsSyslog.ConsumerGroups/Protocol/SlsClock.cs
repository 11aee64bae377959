namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides the time for signatures: the local time, corrected by the server time that SLS returned. Safe for concurrent use.</summary>
internal sealed class SlsClock(TimeProvider timeProvider)
{
    private long _offsetTicks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    public DateTimeOffset Now => timeProvider.GetUtcNow() + Offset;

    /// <summary>Corrects the clock by the Date header of a response.</summary>
    public void Learn(DateTimeOffset serverTime) => Interlocked.Exchange(ref _offsetTicks, (serverTime - timeProvider.GetUtcNow()).Ticks);
}
