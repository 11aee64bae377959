using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.Tests;

/// <summary>A source with one lease, which drains when the source is stopped.</summary>
internal sealed class MemorySource(MemoryLease lease) : ILogSource
{
    public async Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping)
    {
        await using CancellationTokenRegistration stopped = stopping.Register(lease.Drain);
        await onLease(lease);
    }
}
