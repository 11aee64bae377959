namespace SlsSyslog.Testing;

/// <summary>Provides the configured time plus an offset or, during the replay of stored state, the time of the record.</summary>
internal sealed class EmulatorClock(TimeProvider timeProvider) : TimeProvider
{
    private long _offsetTicks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <summary>Gets or sets the time during the replay of stored state. Only the replaying thread uses it.</summary>
    public DateTimeOffset? Replayed { get; set; }

    public override long TimestampFrequency => timeProvider.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Replayed ?? (timeProvider.GetUtcNow() + Offset);

    public override long GetTimestamp() => timeProvider.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        timeProvider.CreateTimer(callback, state, dueTime, period);
}
