namespace SlsSyslog.Serialization.Tests.Support;

internal static class AllocationGate
{
    /// <summary>
    /// Asserts that an action does not allocate after warm-up. The runtime itself allocates occasionally while it replaces code, so the
    /// best of several windows counts.
    /// </summary>
    public static void AssertNone(Action action)
    {
        for (int i = 0; i < 200; i++)
        {
            action();
        }

        long least = long.MaxValue;
        for (int window = 0; window < 5; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
