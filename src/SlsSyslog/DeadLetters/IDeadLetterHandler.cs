namespace SlsSyslog;

/// <summary>
/// Takes records that could not be turned into a message because custom code threw. Used by several shards at once. When it
/// throws, the shard waits and reads the record again: nothing passes it until it is kept somewhere.
/// </summary>
public interface IDeadLetterHandler
{
    /// <summary>Keeps the record; once this completes the record counts as handled.</summary>
    /// <param name="letter">The record and the reason.</param>
    /// <param name="cancellationToken">Stops trying; the record is read again later.</param>
    ValueTask HandleAsync(DeadLetter letter, CancellationToken cancellationToken);
}
