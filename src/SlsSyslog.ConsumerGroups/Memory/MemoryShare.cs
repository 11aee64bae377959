namespace SlsSyslog.ConsumerGroups;

// A part of the memory budget, until it is disposed.
internal sealed class MemoryShare(MemoryBudget budget, long bytes) : IDisposable
{
    private MemoryBudget? _budget = budget;

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Release(bytes);
}
