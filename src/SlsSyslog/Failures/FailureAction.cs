namespace SlsSyslog;

/// <summary>Specifies what a route does about a failure. Not every failure supports every action: see <see cref="FailureOptions"/>.</summary>
public enum FailureAction
{
    /// <summary>The operation is repeated until it succeeds. Until then, the shard waits, and nothing is lost.</summary>
    Retry,

    /// <summary>The record is stored as a dead letter, and the shard continues.</summary>
    DeadLetter,

    /// <summary>What failed is not sent. It is counted and logged, and the shard continues.</summary>
    Skip,

    /// <summary>
    /// The shard is not read any more until the process restarts. Everything before the batch that failed is confirmed and committed first.
    /// </summary>
    StopShard,

    /// <summary>The host stops, and the process can be restarted when the cause is removed. All routes drain first.</summary>
    StopHost,
}
