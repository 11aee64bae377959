namespace SlsSyslog.Testing;

/// <summary>The state of a shard within a consumer group.</summary>
public enum EmulatorShardState
{
    /// <summary>Not consumable yet: an ancestor is not finished. Only in groups that keep the order.</summary>
    Waiting,

    /// <summary>Consumable, and nobody holds it.</summary>
    Unassigned,

    /// <summary>Held by a consumer.</summary>
    Assigned,

    /// <summary>Being taken from its holder for another consumer.</summary>
    Transferring,

    /// <summary>Read-only and consumed to its end.</summary>
    Over,
}
