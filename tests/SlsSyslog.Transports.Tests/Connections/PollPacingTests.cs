namespace SlsSyslog.Transports.Tests;

public class PollPacingTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 1)]
    [InlineData(200, 5)]
    [InlineData(2000, 50)]
    [InlineData(600_000, 100)]
    public void Begin_SettleWindow_IsItsFortiethWithinLimits(int windowMilliseconds, int firstMilliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(firstMilliseconds), new PollPacing(TimeSpan.FromMilliseconds(windowMilliseconds)).Begin());

    [Theory]
    [InlineData(0, new[] { 2, 4, 8, 16, 25, 25 })]
    [InlineData(2000, new[] { 50, 50, 50 })]
    public void Next_Unproven_DoublesUpToLimit(int windowMilliseconds, int[] milliseconds)
    {
        PollPacing pacing = new(TimeSpan.FromMilliseconds(windowMilliseconds));
        pacing.Begin();
        Assert.All(milliseconds, next => Assert.Equal(TimeSpan.FromMilliseconds(next), pacing.Next(untilSettled: null, hasUnproven: true)));
    }

    [Fact]
    public void Next_EverythingProven_WaitsUntilNextSettles()
    {
        PollPacing pacing = new(TimeSpan.FromSeconds(2));
        pacing.Begin();
        Assert.Equal(TimeSpan.FromMilliseconds(1950), pacing.Next(TimeSpan.FromMilliseconds(1950), hasUnproven: false));
    }

    [Fact]
    public void Next_SettlesAlmostNow_SharesPollWithWhatSettlesSoonAfter()
    {
        PollPacing pacing = new(TimeSpan.FromSeconds(2));
        pacing.Begin();
        Assert.Equal(TimeSpan.FromMilliseconds(50), pacing.Next(TimeSpan.FromMilliseconds(3), hasUnproven: false));
        Assert.Equal(TimeSpan.FromMilliseconds(50), pacing.Next(TimeSpan.FromMilliseconds(3), hasUnproven: true));
    }

    [Fact]
    public void Next_SettlesBeforeNextPoll_DoesNotWaitForPoll()
    {
        PollPacing pacing = new(TimeSpan.FromMilliseconds(200));
        pacing.Begin();
        pacing.Next(untilSettled: null, hasUnproven: true);
        pacing.Next(untilSettled: null, hasUnproven: true);
        Assert.Equal(TimeSpan.FromMilliseconds(7), pacing.Next(TimeSpan.FromMilliseconds(7), hasUnproven: true));
    }

    [Fact]
    public void Next_NothingToWaitFor_IsInfinite() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, new PollPacing(TimeSpan.FromSeconds(2)).Next(untilSettled: null, hasUnproven: false));

    [Fact]
    public void Begin_AfterDoubling_StartsAgain()
    {
        PollPacing pacing = new(TimeSpan.Zero);
        pacing.Begin();
        pacing.Next(untilSettled: null, hasUnproven: true);
        Assert.Equal(TimeSpan.FromMilliseconds(1), pacing.Begin());
        Assert.Equal(TimeSpan.FromMilliseconds(2), pacing.Next(untilSettled: null, hasUnproven: true));
    }
}
