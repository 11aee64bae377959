namespace SlsSyslog;

/// <summary>How forwarding ended; final once the host has stopped.</summary>
public interface IForwardingResult
{
    /// <summary>
    /// How many shards were given back with records that were read and not confirmed. They are not lost: whoever reads the shard next
    /// sends them again. A route that failed, or that has not ended (the host waits no longer than its shutdown timeout), counts as
    /// one. 0 after a clean drain.
    /// </summary>
    long UndeliveredShards { get; }
}
