namespace SlsSyslog.Serialization;

/// <summary>Represents a compiled condition on a record. Rules have no state that changes and do not allocate.</summary>
internal abstract class Rule
{
    /// <summary>Determines whether the condition holds.</summary>
    /// <param name="record">The record.</param>
    /// <param name="mapped">The event that is being mapped from the record; null outside of profiles.</param>
    public abstract bool Matches(scoped in LogRecord record, MappedEvent? mapped);
}
