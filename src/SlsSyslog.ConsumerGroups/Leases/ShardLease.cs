using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// One shard of a consumer group while we own it.
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
