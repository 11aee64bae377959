namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents a lease whose shard can be read by several readers, so that each of several destinations progresses at its own pace. One position
/// is committed for all of them.
/// </summary>
public interface IBranchingLease : ILogLease
{
    /// <summary>
    /// Opens a reader, which starts where the lease starts. It has its own part of the memory budget, so that a reader that does not progress
    /// does not delay the others. A pull that another reader has just made is not repeated.
    /// </summary>
    /// <param name="branch">The index of the reader, from 0 to <paramref name="branches"/> - 1. It is the same for each shard.</param>
    /// <param name="branches">The number of readers of each shard.</param>
    /// <returns>The reader. The caller disposes it before the lease ends, and does not read from the lease itself.</returns>
    ILogReader OpenReader(int branch, int branches);
}
