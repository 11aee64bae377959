namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents one shard of a fixed range. It is not owned, so it cannot be lost, and commits have no effect.</summary>
internal sealed class RangeLease(string shardName, ShardReader reader, CancellationToken draining) : ILogLease
{
    public string ShardName => shardName;

    public CancellationToken Draining => draining;

    public CancellationToken Lost => CancellationToken.None;

    public ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken) =>
        reader.ReadAsync(rewindTo, cancellationToken);

    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
