namespace SlsSyslog;

/// <summary>Specifies what happens when a line of the delivery ledger cannot be written, for example because the disk is full.</summary>
public enum LedgerFullPolicy
{
    /// <summary>The shard waits, and its checkpoint does not move, until the line is written. Health reports it.</summary>
    Hold,

    /// <summary>The line is omitted, the error is logged, and the next line says how many lines are missing before it.</summary>
    Report,
}
