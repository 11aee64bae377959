using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class PullPacingTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan IdlePoll = TimeSpan.FromSeconds(1);

    private readonly TestTimeProvider _timeProvider = new();
    private readonly PullPacing _pacing;

    public PullPacingTests() => _pacing = new PullPacing(Poll, IdlePoll, _timeProvider);

    [Fact]
    public void UntilNext_CatchingUp_IsZero()
    {
        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
        Pull(groups: 300, scannedBytes: 5_000_000);
        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
        Pull(groups: 1000, scannedBytes: 5000);
        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
    }

    [Fact]
    public void UntilNext_QueryScansMuchWithoutAResult_IsZero()
    {
        Pull(groups: 0, scannedBytes: 4_000_000);

        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
    }

    [Fact]
    public void UntilNext_AtTheEnd_IsTheActiveIntervalForOneMinuteThenTheIdleInterval()
    {
        Pull(groups: 3, scannedBytes: 5_000_000, isEnd: true);
        Assert.Equal(Poll, _pacing.UntilNext);

        _timeProvider.Advance(TimeSpan.FromSeconds(59));
        Pull(groups: 0, scannedBytes: 0, moved: false);
        Assert.Equal(Poll, _pacing.UntilNext);

        _timeProvider.Advance(TimeSpan.FromSeconds(2));
        Pull(groups: 0, scannedBytes: 0, moved: false);
        Assert.Equal(IdlePoll, _pacing.UntilNext);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(300));
        Assert.Equal(TimeSpan.FromMilliseconds(700), _pacing.UntilNext);
        _timeProvider.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
    }

    [Fact]
    public void UntilNext_SkipDelay_IsZero()
    {
        Pull(groups: 0, scannedBytes: 0, moved: false);

        _pacing.SkipDelay();

        Assert.Equal(TimeSpan.Zero, _pacing.UntilNext);
    }

    private void Pull(int groups, long scannedBytes, bool isEnd = false, bool moved = true)
    {
        _pacing.BeforePull();
        _pacing.AfterPull(new PullResult
        {
            Start = new LogPosition("a"),
            Next = new LogPosition(moved ? "b" : "a"),
            GroupCount = groups,
            ScannedBytes = scannedBytes,
            ReachedEnd = isEnd,
        });
    }
}
