namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class BackoffTests
{
    [Fact]
    public void Next_NetworkFailures_GrowFromShortToTenSeconds()
    {
        Backoff backoff = default;
        SlsException error = new("PullLogs", 0, "", "reset", null);

        TimeSpan first = backoff.Next(error);
        TimeSpan last = first;
        for (int i = 0; i < 50; i++)
        {
            last = backoff.Next(error);
        }

        Assert.InRange(first, TimeSpan.FromMilliseconds(150), TimeSpan.FromMilliseconds(250));
        Assert.InRange(last, TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(12.5));
        backoff.Reset();
        Assert.InRange(backoff.Next(error), TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
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
    public void Next_ServerSaysWhen_FollowsItWithinReason(int wish, int expected)
    {
        Backoff backoff = default;

        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            backoff.Next(new SlsException("PullLogs", 503, "ServerBusy", "", "id") { RetryAfter = TimeSpan.FromSeconds(wish) }));
    }
}
