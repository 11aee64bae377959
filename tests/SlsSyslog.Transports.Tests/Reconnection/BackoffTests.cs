using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Fail_Repeatedly_DoublesUpToTheMaximumMinusAtMostHalf()
    {
        Backoff backoff = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), new FakeTimeProvider());
        double full = 100;
        for (int i = 0; i < 40; i++)
        {
            double delay = backoff.Fail().TotalMilliseconds;
            Assert.InRange(delay, full / 2, full);
            full = Math.Min(full * 2, 5000);
        }

        backoff.Reset();
        Assert.InRange(backoff.Fail().TotalMilliseconds, 50, 100);
    }

    [Fact]
    public async Task WaitAsync_DelayElapsed_Completes()
    {
        FakeTimeProvider timeProvider = new();
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), timeProvider);
        Assert.True(backoff.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
        TimeSpan delay = backoff.Fail();

        Task waiting = backoff.WaitAsync(CancellationToken.None).AsTask();
        timeProvider.Advance(delay - TimeSpan.FromMilliseconds(2));
        Assert.False(waiting.IsCompleted);
        timeProvider.Advance(TimeSpan.FromMilliseconds(2));

        await waiting.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task WaitAsync_SomeTimeAfterTheFailure_WaitsForTheRest()
    {
        FakeTimeProvider timeProvider = new();
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), timeProvider);
        TimeSpan delay = backoff.Fail();
        timeProvider.Advance(delay - TimeSpan.FromMilliseconds(10));

        Task waiting = backoff.WaitAsync(CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        timeProvider.Advance(TimeSpan.FromMilliseconds(11));

        await waiting.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task WaitAsync_Canceled_KeepsTheDelay()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), new FakeTimeProvider());
        backoff.Fail();
        using CancellationTokenSource cancellation = new();
        Task waiting = backoff.WaitAsync(cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.False(backoff.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public void Reset_AfterAFailure_EndsTheDelay()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), new FakeTimeProvider());
        backoff.Fail();

        backoff.Reset();

        Assert.True(backoff.WaitAsync(CancellationToken.None).AsTask().IsCompleted);
    }
}
