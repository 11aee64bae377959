namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Next_FixedRange_DoublesUpToTheLongestDelay()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        double[] delays = [.. Enumerable.Range(0, 9).Select(_ => backoff.Next().TotalSeconds)];

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], delays);
        Assert.Equal(9, backoff.Failures);
    }

    [Fact]
    public void Next_ManyFailures_StaysAtTheLongestDelay()
    {
        Backoff backoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
        TimeSpan last = default;
        for (int i = 0; i < 10_000; i++)
        {
            last = backoff.Next();
        }

        Assert.Equal(TimeSpan.FromSeconds(30), last);
    }

    [Fact]
    public void Reset_AfterFailures_StartsAtTheFirstDelay()
    {
        Backoff backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
        backoff.Next();
        backoff.Next();

        backoff.Reset();

        Assert.Equal(0, backoff.Failures);
        Assert.Equal(TimeSpan.FromSeconds(5), backoff.Next());
    }

    [Fact]
    public void Next_NetworkFailures_GrowFromShortToTenSeconds()
    {
        Backoff backoff = default;
        SlsException exception = new("PullLogs", 0, "", "reset", null);

        TimeSpan first = backoff.Next(exception);
        TimeSpan last = first;
        for (int i = 0; i < 50; i++)
        {
            last = backoff.Next(exception);
        }

        Assert.InRange(first, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(250));
        Assert.InRange(last, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(12.5));
        backoff.Reset();
        Assert.InRange(backoff.Next(exception), TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public void Next_Throttled_IsAtLeastAboutFiveSeconds()
    {
        Backoff backoff = default;

        Assert.True(backoff.Next(new SlsException("PullLogs", 403, "ReadQuotaExceed", "", "id")) >= TimeSpan.FromSeconds(3.75));
    }

    [Theory]
    [InlineData(40, 40)]
    [InlineData(100_000, 300)]
    public void Next_RetryAfter_IsFollowedUpToFiveMinutes(int retryAfter, int expected)
    {
        Backoff backoff = default;

        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            backoff.Next(new SlsException("PullLogs", 503, "ServerBusy", "", "id") { RetryAfter = TimeSpan.FromSeconds(retryAfter) }));
    }
}
