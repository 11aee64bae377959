namespace SlsSyslog.Serialization;

/// <summary>Represents a compiled condition on a record. Rules have no state that changes and do not allocate.</summary>
internal abstract class Rule
{
    /// <summary>
    /// Gets one bit for the length of the key of each field without which the rule does not hold, modulo 64, so that most records of other logs
    /// are recognized without a search.
    /// </summary>
    public virtual ulong GetRequiredKeys() => 0;

    /// <summary>Determines whether the condition holds.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapped">The event that is being mapped from the record; null outside of profiles.</param>
    public abstract bool Matches(scoped in LogRecord record, MappedEvent? mapped);
}
