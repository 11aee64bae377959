namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds a part of the memory budget until it is disposed.</summary>
internal sealed class MemoryReservation(MemoryBudget budget, long bytes) : IDisposable
{
    private MemoryBudget? _budget = budget;

    public void Dispose() => Interlocked.Exchange(ref _budget, null)?.Release(bytes);
}
