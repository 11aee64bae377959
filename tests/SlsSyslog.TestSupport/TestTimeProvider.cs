using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.TestSupport;

/// <summary>A clock that moves only when a test advances it, and counts the timers that it creates.</summary>
/// <param name="start">The first time. The default is 2026-01-15T08:09:10Z.</param>
public sealed class TestTimeProvider(DateTimeOffset? start = null) : FakeTimeProvider(start ?? new DateTimeOffset(2026, 1, 15, 8, 9, 10, TimeSpan.Zero))
{
    private int _createdTimers;

    /// <summary>Gets the number of timers created so far.</summary>
    public int CreatedTimers => Volatile.Read(ref _createdTimers);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Increment(ref _createdTimers);
        return base.CreateTimer(callback, state, dueTime, period);
    }
}
