namespace SlsSyslog.Transports.Tests;

public sealed class FifoLockTests
{
    [Fact]
    public async Task EnterAsync_SeveralWaiters_EnterInOrder()
    {
        FifoLock fifo = new();
        await fifo.EnterAsync(CancellationToken.None);
        Task[] waiting = [.. Enumerable.Range(0, 5).Select(_ => fifo.EnterAsync(CancellationToken.None).AsTask())];
        for (int i = 0; i < waiting.Length; i++)
        {
            fifo.Exit();
            await waiting[i].WaitAsync(Eventually.Deadline);
            Assert.All(waiting[(i + 1)..], later => Assert.False(later.IsCompleted));
        }
    }

    [Fact]
    public async Task Exit_FirstWaiterCanceled_ReleasesToTheNext()
    {
        FifoLock fifo = new();
        await fifo.EnterAsync(CancellationToken.None);
        using CancellationTokenSource cancellation = new();
        Task first = fifo.EnterAsync(cancellation.Token).AsTask();
        Task second = fifo.EnterAsync(CancellationToken.None).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        fifo.Exit();

        await second.WaitAsync(Eventually.Deadline);
        fifo.Exit();
        Assert.True(fifo.EnterAsync(CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public async Task EnterAsync_ManyCallers_NeverTwoInside()
    {
        FifoLock fifo = new();
        int inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 500; i++)
            {
                using CancellationTokenSource cancellation = new();
                Task entering = fifo.EnterAsync(cancellation.Token).AsTask();
                if (i % 3 == 0)
                {
                    await cancellation.CancelAsync();
                }

                try
                {
                    await entering;
                }
                catch (OperationCanceledException)
                {
                    continue;
                }

                Assert.Equal(1, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                fifo.Exit();
            }
        }))).WaitAsync(Eventually.Deadline);

        Assert.True(fifo.EnterAsync(CancellationToken.None).AsTask().IsCompletedSuccessfully);
    }
}
