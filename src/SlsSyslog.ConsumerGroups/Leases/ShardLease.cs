namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the ownership of one shard of a consumer group.</summary>
internal sealed class ShardLease(
    string shardName, ShardReaders readers, Action<LogPosition> commit, CancellationToken draining, CancellationToken lost) : IBranchingLease
{
    public string ShardName => shardName;

    public CancellationToken Draining => draining;

    public CancellationToken Lost => lost;

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
        readers.Main.ReadAsync(rewindTo, cancellationToken);

    public ILogReader OpenReader(int branch, int branches) => readers.Open(branch, branches);

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        lost.ThrowIfCancellationRequested();
        commit(position);
        return ValueTask.CompletedTask;
    }
}
