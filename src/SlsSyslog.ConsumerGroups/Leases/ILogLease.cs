using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>One shard while we own it. Used by one caller at a time, but for <see cref="CommitAsync"/>, which may run beside a read.</summary>
public interface ILogLease
{
    /// <summary>Names the shard, unique within the source: <c>logstore/shard</c>.</summary>
    string ShardName { get; }

    /// <summary>Stopping, or recalled: no new reads; confirm and commit what is in flight, then end.</summary>
    CancellationToken Draining { get; }

    /// <summary>Evicted, somebody else owns the shard: stop at once, commit nothing.</summary>
    CancellationToken Lost { get; }

    /// <summary>
    /// Reads the next batch, waiting for data. Errors of the service are retried inside; what comes out is final for this lease.
    /// </summary>
    /// <param name="rewindTo">Null to go on; else read from this position again and drop what was read ahead.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A batch that the caller disposes before it reads the next; one without records carries an advanced position; null when a bounded range is finished.</returns>
    ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken);

    /// <summary>Stores progress: everything before the position was confirmed. Positions are committed in their order.</summary>
    /// <param name="position">The position of a batch of this lease.</param>
    /// <param name="cancellationToken">Stops trying.</param>
    ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken);
}
