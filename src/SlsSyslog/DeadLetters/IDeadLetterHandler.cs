namespace SlsSyslog;

/// <summary>Handles records that cannot be sent. Several shards use a handler at the same time.</summary>
/// <remarks>
/// When a handler throws, the shard waits and calls it again with the same record. It does not advance until the record is stored, unless
/// <see cref="FailureOptions.DeadLetterStore"/> specifies another action.
/// </remarks>
public interface IDeadLetterHandler
{
    /// <summary>Stores a record. When the task completes, the record counts as handled.</summary>
    /// <param name="letter">The record and the reason.</param>
    /// <param name="cancellationToken">Cancels the attempt. The next owner of the shard reads the record again.</param>
    /// <returns>A task that completes when the record is stored.</returns>
    ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken);
}
