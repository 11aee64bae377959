namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the ownership of one shard of a consumer group.</summary>
internal sealed class ShardLease(string shardName, ShardReader reader, Action<LogPosition> commit, CancellationToken draining, CancellationToken lost)
    : ILogLease
{
    public string ShardName => shardName;

    public CancellationToken Draining => draining;

    public CancellationToken Lost => lost;

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
        reader.ReadAsync(rewindTo, cancellationToken);

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        lost.ThrowIfCancellationRequested();
        commit(position);
        return ValueTask.CompletedTask;
    }
}
