using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SourceMonitorTests
{
    private readonly TestTimeProvider _time = new();
    private readonly ListLogger _log = new();
    private readonly SourceDiagnostics _diagnostics;

    public SourceMonitorTests() => _diagnostics = new SourceDiagnostics(_log, _time);

    [Fact]
    public void Status_ShardBehind_TellsLagAndRetentionLeft()
    {
        SourceMonitor monitor = _diagnostics.Monitor;
        monitor.Begin("store/0");
        monitor.Begin("store/1");
        monitor.SetRetention("store", TimeSpan.FromDays(7));
        monitor.Pulled("store/0", Pull(receivedAgo: TimeSpan.FromDays(2), isEnd: false));

        IReadOnlyList<ShardStatus> shards = monitor.Status().Shards;

        Assert.Equal(["store/0", "store/1"], shards.Select(s => s.ShardName));
        Assert.Equal(TimeSpan.FromDays(2), shards[0].Lag);
        Assert.Equal(TimeSpan.FromDays(5), shards[0].RetentionLeft);
        Assert.Null(shards[1].Lag);
        monitor.End("store/0");
        monitor.Pulled("store/0", Pull(TimeSpan.Zero, isEnd: true));
        Assert.Single(monitor.Status().Shards);
    }

    [Fact]
    public void Status_ReadToTheEndAndThenStandingStill_FallsBehind()
    {
        _diagnostics.Monitor.Begin("store/0");
        _diagnostics.Monitor.Pulled("store/0", Pull(receivedAgo: TimeSpan.FromDays(2), isEnd: true));
        Assert.Equal(TimeSpan.Zero, _diagnostics.Monitor.Shards()[0].Lag);

        _time.Advance(TimeSpan.FromHours(3));

        Assert.Equal(TimeSpan.FromHours(3), _diagnostics.Monitor.Shards()[0].Lag);
    }

    [Fact]
    public void Status_Heartbeats_TellsTheOldest()
    {
        Assert.Null(_diagnostics.Monitor.Status().HeartbeatAge);
        _diagnostics.Monitor.Beat("one");
        _time.Advance(TimeSpan.FromSeconds(9));
        _diagnostics.Monitor.Beat("two");

        Assert.Equal(TimeSpan.FromSeconds(9), _diagnostics.Monitor.Status().HeartbeatAge);
    }

    [Fact]
    public void Status_CredentialsRefused_SaysSoUntilTheyWork()
    {
        _diagnostics.Trouble.Failed("PullLogs", "store/0", new SlsException("PullLogs", 401, "Unauthorized", "no", "id"));
        Assert.True(_diagnostics.Monitor.Status().CredentialsRejected);

        _diagnostics.Trouble.Worked("PullLogs", "store/1");
        Assert.False(_diagnostics.Monitor.Status().CredentialsRejected);
    }

    [Fact]
    public void RetentionCheck_LagNearsRetention_WarnsOnceAndTellsWhenItIsOver()
    {
        using SlsConnection connection = Unused();
        RetentionWatch watch = new(new SlsClient(connection, "store", _time), _diagnostics.Monitor, _time, _log);
        _diagnostics.Monitor.Begin("store/0");
        _diagnostics.Monitor.Pulled("store/0", Pull(TimeSpan.FromDays(6), isEnd: false));

        watch.Check(TimeSpan.FromDays(7));
        watch.Check(TimeSpan.FromDays(7));
        Assert.Equal(1, _log.Count(250));

        _diagnostics.Monitor.Pulled("store/0", Pull(TimeSpan.FromDays(1), isEnd: false));
        watch.Check(TimeSpan.FromDays(7));
        Assert.Equal(1, _log.Count(251));
    }

    private SlsConnection Unused()
    {
        Assert.True(SlsEndpoint.TryParse("http://host.test", "proj", out SlsEndpoint? endpoint));
        return new SlsConnection(
            endpoint!, new SignatureV1(), new StaticCredentialProvider(new SlsCredential("a", "b")), new SlsClock(_time), "test", new StubHandler());
    }

    private PulledBlock Pull(TimeSpan receivedAgo, bool isEnd) => new()
    {
        Start = new LogPosition("a"),
        Next = new LogPosition("b"),
        GroupCount = 1,
        ReceivedAt = _time.GetUtcNow() - receivedAgo,
        ReachedEnd = isEnd,
    };
}
