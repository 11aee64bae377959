namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class PollSchedulerTests
{
    private readonly TestTimeProvider _timeProvider = new();

    [Fact]
    public void WaitAsync_NoDelay_CompletesImmediately()
    {
        using PollScheduler polls = new(_timeProvider);

        for (int i = 0; i < 50; i++)
        {
            // Busy shards do not need a permit.
            Assert.True(polls.WaitAsync(TimeSpan.Zero, CancellationToken.None).AsTask().IsCompletedSuccessfully);
        }
    }

    [Fact]
    public async Task WaitAsync_SimilarDelays_CompleteTogetherOnOneTimer()
    {
        using PollScheduler polls = new(_timeProvider);
        List<Task> waiting = [];
        for (int i = 0; i < 5; i++)
        {
            waiting.Add(polls.WaitAsync(TimeSpan.FromMilliseconds(990 + (i * 5)), CancellationToken.None).AsTask());
        }

        Assert.Equal(1, _timeProvider.CreatedTimers);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(990));
        Assert.All(waiting, w => Assert.False(w.IsCompleted));
        _timeProvider.Advance(TimeSpan.FromMilliseconds(10));
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task WaitAsync_NoPermitIsFree_WaitsForAPermitOrTheTimeout()
    {
        using PollScheduler polls = new(_timeProvider);
        List<Task<PollScheduler.Permit>> waiting =
            [.. Enumerable.Range(0, 8).Select(_ => polls.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None).AsTask())];
        _timeProvider.Advance(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => waiting.Count(w => w.IsCompleted) == 6);
        PollScheduler.Permit permit = await waiting.First(w => w.IsCompleted);
        permit.Dispose();
        permit.Dispose();
        await Eventually.TrueAsync(() => waiting.Count(w => w.IsCompleted) >= 7);

        // A server that does not respond does not block the others indefinitely.
        await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Ends()
    {
        using PollScheduler polls = new(_timeProvider);
        using CancellationTokenSource stop = new();
        Task waiting = polls.WaitAsync(TimeSpan.FromHours(1), stop.Token).AsTask();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
