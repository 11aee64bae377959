using Microsoft.Extensions.Time.Testing;

namespace SlsSyslog.Transports.Tests;

public sealed class LeastUnsettledChoiceTests : IDisposable
{
    private readonly BalancedScene _scene = new(new FakeTimeProvider(), servers: 3);
    private readonly LeastUnsettledChoice _choice = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Choose_NothingIsUnsettled_SpreadsTheShardsAndKeepsTheirLanes()
    {
        BalancedLane[] first = [.. Enumerable.Range(0, 6).Select(key => _choice.Choose(key, _scene.Lanes))];

        Assert.Equal(first, Enumerable.Range(0, 6).Select(key => _choice.Choose(key, _scene.Lanes)));
        Assert.Equal([2, 2, 2], first.GroupBy(lane => lane).Select(lane => lane.Count()));
    }

    [Fact]
    public async Task Choose_LanesWithUnsettledBytes_NewShardGetsTheOneWithTheFewest()
    {
        await LoadAsync(server: 0, bytes: 3000);
        await LoadAsync(server: 1, bytes: 1000);
        await LoadAsync(server: 2, bytes: 2000);

        Assert.Same(_scene.Lanes[1], _choice.Choose(7, _scene.Lanes));
    }

    [Theory]
    [InlineData(LeastUnsettledChoice.MaxDifference - 1, 0)]
    [InlineData(LeastUnsettledChoice.MaxDifference, 1)]
    public async Task Choose_LaneOfOneShardHasMoreThanOthers_IsLeftFromADifferenceOn(long bytes, int expected)
    {
        Assert.Same(_scene.Lanes[0], _choice.Choose(7, _scene.Lanes));

        await LoadAsync(server: 0, (int)bytes);
        await LoadAsync(server: 2, bytes: 10);

        Assert.Same(_scene.Lanes[expected], _choice.Choose(7, _scene.Lanes));
    }

    // A lane that was not available gets its part, also when the load is low.
    [Theory]
    [InlineData(LeastUnsettledChoice.MinDifference - 1, 2, 0)]
    [InlineData(LeastUnsettledChoice.MinDifference, 2, 1)]
    [InlineData(3 * LeastUnsettledChoice.MinDifference, 3, 1)]
    public async Task Choose_LaneOfSeveralShardsAndOneHasNothing_OneShardMoves(long bytes, int shards, int expectedMoved)
    {
        BalancedLane[] one = [_scene.Lanes[0]];
        int[] keys = [.. Enumerable.Range(0, shards)];
        Array.ForEach(keys, key => _choice.Choose(key, one));
        await LoadAsync(server: 0, (int)bytes);

        BalancedLane[] both = [_scene.Lanes[0], _scene.Lanes[2]];
        int moved = 0;
        foreach (int key in keys)
        {
            if (_choice.Choose(key, both) == _scene.Lanes[2])
            {
                moved++;
                await LoadAsync(server: 2, (int)bytes / shards);
            }
        }

        Assert.Equal(expectedMoved, moved);
    }

    [Fact]
    public void Choose_LaneCannotBeUsed_TakesAnother()
    {
        BalancedLane first = _choice.Choose(7, _scene.Lanes);

        BalancedLane next = _choice.Choose(7, [.. _scene.Lanes.Where(lane => lane != first)]);

        Assert.NotSame(first, next);
    }

    private async Task LoadAsync(int server, int bytes)
    {
        FakeConnection connection = (FakeConnection)await _scene.Servers.ConnectAsync(_scene.Servers.All[server], CancellationToken.None);
        connection.Start((_, _) => { });
        connection.RecordedBytes = bytes;
        await connection.SendAsync(Frames.Of("one"), 0, CancellationToken.None);
    }
}
