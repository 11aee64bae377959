namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class MemoryBudgetTests
{
    [Fact]
    public async Task ReserveAsync_Full_WaitsInOrder()
    {
        MemoryBudget budget = new(100);
        MemoryShare first = await budget.ReserveAsync(80, CancellationToken.None);
        Task<MemoryShare> large = budget.ReserveAsync(50, CancellationToken.None).AsTask();
        Task<MemoryShare> small = budget.ReserveAsync(10, CancellationToken.None).AsTask();

        // The small one would fit, but nobody overtakes: else the large one would wait for ever.
        Assert.False(small.IsCompleted);
        Assert.Null(budget.TryReserve(1));

        first.Dispose();
        first.Dispose();
        using MemoryShare second = await large.WaitAsync(TimeSpan.FromSeconds(30));
        using MemoryShare third = await small.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(60, budget.UsedBytes);
    }

    [Fact]
    public async Task ReserveAsync_MoreThanAll_IsAdmittedAlone()
    {
        MemoryBudget budget = new(100);
        MemoryShare small = await budget.ReserveAsync(1, CancellationToken.None);
        Task<MemoryShare> huge = budget.ReserveAsync(1000, CancellationToken.None).AsTask();
        Assert.False(huge.IsCompleted);

        small.Dispose();

        (await huge.WaitAsync(TimeSpan.FromSeconds(30))).Dispose();
        Assert.Equal(0, budget.UsedBytes);
    }

    [Fact]
    public async Task ReserveAsync_Cancelled_LetsTheNextIn()
    {
        MemoryBudget budget = new(100);
        using MemoryShare first = await budget.ReserveAsync(60, CancellationToken.None);
        using CancellationTokenSource impatience = new();
        Task<MemoryShare> large = budget.ReserveAsync(90, impatience.Token).AsTask();
        Task<MemoryShare> small = budget.ReserveAsync(40, CancellationToken.None).AsTask();

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        using MemoryShare second = await small.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(100, budget.UsedBytes);
    }
}
