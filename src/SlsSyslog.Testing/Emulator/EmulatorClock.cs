namespace SlsSyslog.Testing;

/// <summary>
/// The emulator's time: that of the clock it was given, moved by an offset; while stored state is read back, the time at which it was written.
/// </summary>
internal sealed class EmulatorClock(TimeProvider inner) : TimeProvider
{
    private long _offsetTicks;

    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    /// <summary>The time shown instead, while stored state is read back; only then, and only by one thread.</summary>
    public DateTimeOffset? Replayed { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => Replayed ?? (inner.GetUtcNow() + Offset);

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        inner.CreateTimer(callback, state, dueTime, period);
}
