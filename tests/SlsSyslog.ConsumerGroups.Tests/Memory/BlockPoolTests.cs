namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class BlockPoolTests
{
    [Fact]
    public void Rent_AfterReturn_ReturnsTheSameArray()
    {
        BlockPool pool = new(10_000_000);
        byte[] array = pool.Rent(1_000_000);
        pool.Return(array);

        Assert.Same(array, pool.Rent(900_000));
        Assert.NotSame(array, pool.Rent(900_000));
    }

    [Fact]
    public void Rent_SeveralFit_ReturnsTheSmallest()
    {
        BlockPool pool = new(100_000_000);
        byte[] large = pool.Rent(2_000_000);
        byte[] small = pool.Rent(1_000_000);
        pool.Return(large);
        pool.Return(small);

        Assert.Same(small, pool.Rent(700_000));
    }

    [Fact]
    public void Rent_OnlyFarTooLargeArrays_LeavesThemToOthers()
    {
        BlockPool pool = new(100_000_000);
        byte[] large = pool.Rent(20_000_000);
        pool.Return(large);

        Assert.NotSame(large, pool.Rent(100_000));
        Assert.Same(large, pool.Rent(20_000_000));
    }

    [Fact]
    public void Return_MoreThanIsRetained_DropsTheOldest()
    {
        BlockPool pool = new(3_000_000);
        byte[][] arrays = [.. Enumerable.Range(0, 4).Select(_ => pool.Rent(800_000))];
        foreach (byte[] array in arrays)
        {
            pool.Return(array);
        }

        Assert.InRange(pool.RetainedBytes, 1, 3_000_000);
        Assert.All(Enumerable.Range(0, 4), _ => Assert.NotSame(arrays[0], pool.Rent(800_000)));
    }
}
