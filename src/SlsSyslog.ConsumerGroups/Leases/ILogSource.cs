namespace SlsSyslog.ConsumerGroups;

/// <summary>Hands out shards to read.</summary>
public interface ILogSource
{
    /// <summary>
    /// Runs until stopped or, for a bounded source, until everything is read. Calls <paramref name="onLease"/> for each shard it
    /// gets, for several at the same time; the shard is given back when the returned task ends. Completes when every lease has
    /// ended and was given back.
    /// </summary>
    /// <param name="onLease">Reads one shard until its lease drains or is lost. May fail: the shard is then handed out again after a pause.</param>
    /// <param name="stopping">Asks every lease to drain, then ends.</param>
    Task RunAsync(Func<ILogLease, Task> onLease, CancellationToken stopping);
}
