namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads a shard at a position that is independent of other readers of the shard. Used by one caller at a time.</summary>
public interface ILogReader : IAsyncDisposable
{
    /// <inheritdoc cref="ILogLease.ReadAsync"/>
    ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken);
}
