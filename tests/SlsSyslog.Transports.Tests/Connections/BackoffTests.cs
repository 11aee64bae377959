namespace SlsSyslog.Transports.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Fail_AgainAndAgain_DoublesUpToTheLongestLessAtMostHalf()
    {
        Backoff backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), new TestTimeProvider());
        double full = 100;
        for (int i = 0; i < 40; i++)
        {
            double pause = backoff.Fail().TotalMilliseconds;
            Assert.InRange(pause, full / 2, full);
            full = Math.Min(full * 2, 5000);
        }

        backoff.Reset();
        Assert.InRange(backoff.Fail().TotalMilliseconds, 50, 100);
    }

    [Fact]
    public async Task WaitAsync_PauseOver_Completes()
    {
        TestTimeProvider clock = new();
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), clock);
        Assert.True(backoff.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        TimeSpan pause = backoff.Fail();

        Task waiting = backoff.WaitAsync(CancellationToken.None).AsTask();
        clock.Advance(pause - TimeSpan.FromMilliseconds(2));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(2));

        await waiting.WaitAsync(Eventually.Deadline);
    }
}
