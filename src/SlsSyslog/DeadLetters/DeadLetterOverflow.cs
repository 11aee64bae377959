namespace SlsSyslog;

/// <summary>Specifies what happens when all dead-letter files are full.</summary>
public enum DeadLetterOverflow
{
    /// <summary>
    /// A dead letter cannot be stored until files are removed: the shard waits, and the health is unhealthy. No record is lost.
    /// </summary>
    Hold,

    /// <summary>The oldest file is deleted. The number of its dead letters is logged.</summary>
    DropOldest,
}
