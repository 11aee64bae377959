using System.Diagnostics;

namespace SlsSyslog.ConsumerGroups.Tests;

// A clock that runs faster than the world, timers included, so that tests keep the intervals that are used in earnest.
internal sealed class FastTimeProvider(int factor) : TimeProvider
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly DateTimeOffset _start = TimeProvider.System.GetUtcNow();
    private long _skewTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    // Puts the wall clock off, as a machine's wrong clock is; timers are not affected.
    public TimeSpan Skew
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _skewTicks));
        set => Interlocked.Exchange(ref _skewTicks, value.Ticks);
    }

    public override long GetTimestamp() => Stopwatch.GetElapsedTime(_started).Ticks * factor;

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp()) + Skew;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Shorten(dueTime), Shorten(period)), this);

    private TimeSpan Shorten(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class FastTimer(ITimer inner, FastTimeProvider clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(clock.Shorten(dueTime), clock.Shorten(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
