using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SourceMonitorTests
{
    private readonly TestTimeProvider _timeProvider = new();
    private readonly SourceMonitor _monitor;

    public SourceMonitorTests() => _monitor = new SourceMonitor(new SlsClock(_timeProvider), _timeProvider);

    [Fact]
    public void GetShards_ShardIsBehind_ReportsLagAndRetentionLeft()
    {
        _monitor.AddShard("store/0");
        _monitor.AddShard("store/1");
        _monitor.SetRetention("store", TimeSpan.FromDays(7));
        _monitor.SetPulled("store/0", Pull(receivedAgo: TimeSpan.FromDays(2), isEnd: false));

        IReadOnlyList<ShardStatus> shards = _monitor.GetShards();

        Assert.Equal(["store/0", "store/1"], shards.Select(s => s.ShardName));
        Assert.Equal(TimeSpan.FromDays(2), shards[0].Lag);
        Assert.Equal(TimeSpan.FromDays(5), shards[0].RetentionLeft);
        Assert.Null(shards[1].Lag);
        _monitor.RemoveShard("store/0");
        _monitor.SetPulled("store/0", Pull(TimeSpan.Zero, isEnd: true));
        Assert.Single(_monitor.GetShards());
    }

    [Fact]
    public void GetShards_NoPullAfterTheEndWasReached_LagGrows()
    {
        _monitor.AddShard("store/0");
        _monitor.SetPulled("store/0", Pull(receivedAgo: TimeSpan.FromDays(2), isEnd: true));
        Assert.Equal(TimeSpan.Zero, _monitor.GetShards()[0].Lag);

        _timeProvider.Advance(TimeSpan.FromHours(3));

        Assert.Equal(TimeSpan.FromHours(3), _monitor.GetShards()[0].Lag);
    }

    [Fact]
    public void HeartbeatAge_SeveralLogstores_IsTheLongest()
    {
        Assert.Null(_monitor.HeartbeatAge);
        _monitor.GetLogstore("one").AddHeartbeat();
        _timeProvider.Advance(TimeSpan.FromSeconds(9));
        _monitor.GetLogstore("two").AddHeartbeat();

        Assert.Equal(TimeSpan.FromSeconds(9), _monitor.HeartbeatAge);
    }

    private PullResult Pull(TimeSpan receivedAgo, bool isEnd) => new()
    {
        Start = new LogPosition("a"),
        Next = new LogPosition("b"),
        GroupCount = 1,
        ReceivedAt = _timeProvider.GetUtcNow() - receivedAgo,
        ReachedEnd = isEnd,
    };
}
