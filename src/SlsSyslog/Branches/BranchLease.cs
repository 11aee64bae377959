namespace SlsSyslog;

/// <summary>Represents a lease as one of its branches sees it: with its own reader, and with a part in what is committed.</summary>
/// <param name="lease">The lease.</param>
/// <param name="reader">The reader of the branch.</param>
/// <param name="branch">The index of the branch.</param>
/// <param name="commits">What is committed; <see langword="null"/> for an optional branch, which commits nothing.</param>
/// <param name="draining">Is canceled when the branch drains.</param>
internal sealed class BranchLease(ILogLease lease, ILogReader reader, int branch, BranchCommits? commits, CancellationToken draining) : ILogLease
{
    public string ShardName => lease.ShardName;

    public CancellationToken Draining => draining;

    public CancellationToken Lost => lease.Lost;

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
        reader.ReadAsync(rewindTo, cancellationToken);

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken) =>
        commits?.CommitAsync(branch, position, cancellationToken) ?? ValueTask.CompletedTask;
}
