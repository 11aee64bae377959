namespace SlsSyslog;

/// <summary>Provides the result of forwarding. It is final once the host has stopped.</summary>
public interface IForwardingResult
{
    /// <summary>Gets the number of shards that were released with records that were read but not confirmed; 0 after a clean drain.</summary>
    /// <remarks>
    /// The records are not lost: the next owner of the shard sends them again. A route that failed, or that has not ended within the
    /// shutdown timeout of the host, counts as one shard.
    /// </remarks>
    long UndeliveredShards { get; }
}
