namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task ReserveAsync_Full_WaitsInOrder()
    {
        MemoryBudget budget = new(100);
        MemoryReservation first = await budget.ReserveAsync(80, CancellationToken.None);
        Task<MemoryReservation> large = budget.ReserveAsync(50, CancellationToken.None).AsTask();
        Task<MemoryReservation> small = budget.ReserveAsync(10, CancellationToken.None).AsTask();

        // The small request would fit, but requests are served in order. Otherwise, the large one could wait indefinitely.
        Assert.False(small.IsCompleted);
        Assert.Null(budget.TryReserve(1));

        first.Dispose();
        first.Dispose();
        using MemoryReservation second = await large.WaitAsync(TimeSpan.FromSeconds(30));
        using MemoryReservation third = await small.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(60, budget.UsedBytes);
    }

    [Fact]
    public async Task ReserveAsync_MoreThanTheBudget_IsServedAlone()
    {
        MemoryBudget budget = new(100);
        MemoryReservation small = await budget.ReserveAsync(1, CancellationToken.None);
        Task<MemoryReservation> huge = budget.ReserveAsync(1000, CancellationToken.None).AsTask();
        Assert.False(huge.IsCompleted);

        small.Dispose();

        (await huge.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.Equal(0, budget.UsedBytes);
    }

    [Fact]
    public async Task ReserveAsync_Cancelled_ServesTheNext()
    {
        MemoryBudget budget = new(100);
        using MemoryReservation first = await budget.ReserveAsync(60, CancellationToken.None);
        using CancellationTokenSource impatience = new();
        Task<MemoryReservation> large = budget.ReserveAsync(90, impatience.Token).AsTask();
        Task<MemoryReservation> small = budget.ReserveAsync(40, CancellationToken.None).AsTask();

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        using MemoryReservation second = await small.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(100, budget.UsedBytes);
    }
}
