namespace SlsSyslog.Transports.Tests;

public sealed class TurnQueueTests
{
    [Fact]
    public async Task TakeAsync_SeveralWaiting_GetTheirTurnsInOrder()
    {
        TurnQueue queue = new();
        await queue.TakeAsync(CancellationToken.None);
        Task[] waiting = [.. Enumerable.Range(0, 5).Select(_ => queue.TakeAsync(CancellationToken.None).AsTask())];
        for (int i = 0; i < waiting.Length; i++)
        {
            queue.Pass();
            await waiting[i].WaitAsync(Eventually.Deadline);
            Assert.All(waiting[(i + 1)..], later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task Pass_FirstHasLeft_GoesToTheNext()
    {
        TurnQueue queue = new();
        await queue.TakeAsync(CancellationToken.None);
        using CancellationTokenSource leave = new();
        Task first = queue.TakeAsync(leave.Token).AsTask();
        Task second = queue.TakeAsync(CancellationToken.None).AsTask();
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        queue.Pass();

        await second.WaitAsync(Eventually.Deadline);
        queue.Pass();
        Assert.True(queue.TakeAsync(CancellationToken.None).AsTask().IsCompleted);
    }
}
