namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents one shard of a fixed range. It is not owned, so it cannot be lost.</summary>
internal sealed class RangeLease(string shardName, ShardReaders readers, Action<LogPosition> commit, CancellationToken draining) : IBranchingLease
{
    public string ShardName => shardName;

    public CancellationToken Draining => draining;

    public CancellationToken Lost => CancellationToken.None;

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
        readers.Main.ReadAsync(rewindTo, cancellationToken);

    public ILogReader OpenReader(int branch, int branches) => readers.Open(branch, branches);

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        commit(position);
        return ValueTask.CompletedTask;
    }
}
