namespace SlsSyslog.Testing.Tests;

public class ManualTimeProviderTests
{
    [Fact]
    public void Advance_TimersDue_RunInOrderAndSeeTheirTime()
    {
        ManualTimeProvider clock = new();
        DateTimeOffset start = clock.GetUtcNow();
        List<(string Name, double Seconds)> seen = new List<(string Name, double Seconds)>();
        using ITimer periodic = clock.CreateTimer(_ => seen.Add(("p", (clock.GetUtcNow() - start).TotalSeconds)), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        using ITimer once = clock.CreateTimer(_ => seen.Add(("o", (clock.GetUtcNow() - start).TotalSeconds)), null, TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([("p", 2.0), ("o", 3.0), ("p", 4.0)], seen);
        Assert.Equal(5, (clock.GetUtcNow() - start).TotalSeconds);
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetElapsedTime(0));
        Assert.Equal(1, clock.ActiveTimers);
    }

    [Fact]
    public async Task Delay_UnderTheClock_CompletesWhenAdvanced()
    {
        ManualTimeProvider clock = new();
        Task delay = Task.Delay(TimeSpan.FromMinutes(1), clock);

        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(delay.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        await delay.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, clock.ActiveTimers);
    }

    [Fact]
    public void Change_DisposedTimer_DoesNothing()
    {
        ManualTimeProvider clock = new();
        int fired = 0;
        ITimer timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.Zero);
        timer.Dispose();

        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
        clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, fired);
    }
}
