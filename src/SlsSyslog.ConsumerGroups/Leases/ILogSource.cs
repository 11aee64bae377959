namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides shards to read.</summary>
public interface ILogSource
{
    /// <summary>
    /// Runs the source until it is stopped or, for a bounded source, until everything is read. Calls <paramref name="onLease"/> for each
    /// shard, for several shards concurrently.
    /// </summary>
    /// <param name="onLease">
    /// Reads one shard until its lease drains or is lost. The shard is released when the task completes. If the task fails, the function is called
    /// again for the shard after a delay.
    /// </param>
    /// <param name="stopping">A token that drains all leases and then stops the source.</param>
    /// <returns>A task that completes when every lease has ended and its shard is released.</returns>
    Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping);
}
