namespace SlsSyslog.Testing;

/// <summary>Specifies the state of a shard within a consumer group.</summary>
public enum EmulatorShardState
{
    /// <summary>The shard waits for an ancestor. Used only in groups that keep the order.</summary>
    Waiting,

    /// <summary>The shard is available and has no holder.</summary>
    Unassigned,

    /// <summary>A consumer holds the shard.</summary>
    Assigned,

    /// <summary>The shard moves from its holder to another consumer.</summary>
    Transferring,

    /// <summary>The shard is read-only and consumed to its end.</summary>
    Over,
}
