namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class PullTurnsTests
{
    private readonly TestTimeProvider _time = new();

    [Fact]
    public void WaitAsync_NothingToWaitFor_CompletesAtOnce()
    {
        using PullTurns turns = new(_time);

        for (int i = 0; i < 50; i++)
        {
            // Busy shards take no lane.
            Assert.True(turns.WaitAsync(TimeSpan.Zero, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task WaitAsync_SeveralAboutTheSameTime_ComeTogetherOnOneTimer()
    {
        using PullTurns turns = new(_time);
        List<Task> waiting = [];
        for (int i = 0; i < 5; i++)
        {
            waiting.Add(turns.WaitAsync(TimeSpan.FromMilliseconds(990 + (i * 5)), CancellationToken.None).AsTask());
        }

        Assert.Equal(1, _time.CreatedTimers);
        _time.Advance(TimeSpan.FromMilliseconds(990));
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        _time.Advance(TimeSpan.FromMilliseconds(10));
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task WaitAsync_MoreThanLanes_WaitForATurnToEnd()
    {
        using PullTurns turns = new(_time);
        List<Task<PullTurn>> waiting = [.. Enumerable.Range(0, 8).Select(_ => turns.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None).AsTask())];
        _time.Advance(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => waiting.Count(w => w.IsCompleted) == 6);
        PullTurn turn = await waiting.First(w => w.IsCompleted);
        turn.Dispose();
        turn.Dispose();
        await Eventually.TrueAsync(() => waiting.Count(w => w.IsCompleted) >= 7);

        // A server that hangs does not hold the others up for ever.
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Ends()
    {
        using PullTurns turns = new(_time);
        using CancellationTokenSource stop = new();
        Task waiting = turns.WaitAsync(TimeSpan.FromHours(1), stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
