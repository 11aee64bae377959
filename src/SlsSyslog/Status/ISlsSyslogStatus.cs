namespace SlsSyslog;

/// <summary>Provides the status of all routes of a host. It is registered as a singleton by <c>AddSlsSyslogForwarding</c>.</summary>
public interface ISlsSyslogStatus
{
    /// <summary>Gets a snapshot of every route and shard. The call is cheap, performs no I/O, and can be made at any time from any thread.</summary>
    /// <returns>An immutable snapshot. The counts of each shard are of one moment.</returns>
    SlsSyslogStatus GetStatus();
}
