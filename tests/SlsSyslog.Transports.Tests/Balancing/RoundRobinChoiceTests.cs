using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class RoundRobinChoiceTests : IDisposable
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly BalancedScene _scene;
    private readonly RoundRobinChoice _choice;

    public RoundRobinChoiceTests()
    {
        _scene = new BalancedScene(_timeProvider, servers: 3);
        _choice = new RoundRobinChoice(_timeProvider);
    }

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Choose_SameShardWithinATurn_KeepsItsLane()
    {
        BalancedLane first = _choice.Choose(17, _scene.Lanes);
        _timeProvider.Advance(RoundRobinChoice.Turn - TimeSpan.FromMilliseconds(1));

        Assert.Same(first, _choice.Choose(17, _scene.Lanes));
    }

    [Fact]
    public void Choose_AsManyShardsAsLanes_EachHasADifferentLaneInEveryTurn()
    {
        for (int turn = 0; turn < 4; turn++)
        {
            Assert.Equal(3, new[] { -7, 17, int.MaxValue }.Select(key => _choice.Choose(key, _scene.Lanes)).Distinct().Count());
            _timeProvider.Advance(RoundRobinChoice.Turn);
        }
    }

    [Fact]
    public void Choose_OneShard_UsesEveryLaneEquallyOften()
    {
        Dictionary<BalancedLane, int> turns = [];
        for (int turn = 0; turn < 30; turn++)
        {
            BalancedLane lane = _choice.Choose(17, _scene.Lanes);
            turns[lane] = turns.GetValueOrDefault(lane) + 1;
            _timeProvider.Advance(RoundRobinChoice.Turn);
        }

        Assert.Equal([10, 10, 10], turns.Values);
    }

    [Fact]
    public void Choose_ALaneIsMissing_SpreadsTheShardsOverTheOthers()
    {
        BalancedLane[] rest = [_scene.Lanes[0], _scene.Lanes[2]];

        ILookup<BalancedLane, int> shards = Enumerable.Range(0, 10).ToLookup(key => _choice.Choose(key, rest));

        Assert.Equal([5, 5], shards.Select(lane => lane.Count()));
    }
}
