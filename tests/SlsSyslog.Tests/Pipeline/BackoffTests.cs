namespace SlsSyslog.Tests;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 0, 50)]
    [InlineData(1, 1, 100)]
    [InlineData(2, 1, 200)]
    [InlineData(5, 0.5, 1200)]
    [InlineData(9, 1, 25_600)]
    [InlineData(10, 1, 30_000)]
    [InlineData(10_000, 1, 30_000)]
    [InlineData(10_000, 0, 30_000)]
    public void GetDelay_AfterFailures_DoublesUpToTheLimit(int failures, double random, int milliseconds)
    {
        Backoff backoff = new(TimeProvider.System);
        for (int i = 0; i < failures; i++)
        {
            backoff.AddFailure();
        }

        Assert.Equal(milliseconds, backoff.GetDelay(random).TotalMilliseconds, precision: 3);
    }

    [Fact]
    public void GetDelay_AfterReset_StartsAgain()
    {
        Backoff backoff = new(TimeProvider.System);
        backoff.AddFailure();
        backoff.AddFailure();

        backoff.Reset();
        backoff.AddFailure();

        Assert.Equal(TimeSpan.FromMilliseconds(100), backoff.GetDelay(1));
    }

    [Fact]
    public async Task WaitAsync_Canceled_Throws()
    {
        Backoff backoff = new(TimeProvider.System);
        backoff.AddFailure();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backoff.WaitAsync(new CancellationToken(canceled: true)));
    }
}
