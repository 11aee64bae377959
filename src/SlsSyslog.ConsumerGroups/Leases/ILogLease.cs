namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the ownership of a shard. Used by one caller at a time, but <see cref="CommitAsync"/> may run during a read.</summary>
public interface ILogLease
{
    /// <summary>Gets the name of the shard, as <c>logstore/shard</c>, which is unique within the source.</summary>
    string ShardName { get; }

    /// <summary>
    /// Gets a token that is canceled when the source stops or the shard is revoked. Stop reading, finish and commit what is in progress, and
    /// return.
    /// </summary>
    CancellationToken Draining { get; }

    /// <summary>Gets a token that is canceled when another consumer owns the shard. Stop immediately and commit nothing.</summary>
    CancellationToken Lost { get; }

    /// <summary>Reads the next batch and waits until there is one. Transient errors of the service are retried.</summary>
    /// <param name="rewindTo">The position to read again from, which discards prefetched data; <see langword="null"/> to continue.</param>
    /// <param name="cancellationToken">A token that cancels the wait.</param>
    /// <returns>
    /// A batch, which the caller disposes before it reads the next one. A batch without records carries a position to commit. The result is
    /// <see langword="null"/> when the shard no longer exists or the end of a bounded range is reached.
    /// </returns>
    /// <exception cref="SlsException">SLS returned an error that is final for this lease.</exception>
    ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken);

    /// <summary>
    /// Commits a position: every record before it is confirmed. The position is stored as the checkpoint in the background. Commit positions
    /// in ascending order.
    /// </summary>
    /// <param name="position">The next position of a batch of this lease.</param>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A task that completes when the position is accepted, which can be before it is stored.</returns>
    /// <exception cref="OperationCanceledException">The lease is lost.</exception>
    ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken);
}
