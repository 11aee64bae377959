namespace SlsSyslog.Serialization;

/// <summary>Represents how a profile gets the value of one name.</summary>
internal abstract class ValueStep
{
    /// <summary>Gets the fields that the value can come from, with their masks and exclusions; empty for constants and rules.</summary>
    public ProfileInput[] Sources { get; protected init; } = [];

    /// <summary>Gets a value that indicates whether each value comes from one of the sources, instead of all.</summary>
    public bool HasSourcePerValue { get; protected init; }

    /// <summary>Gets the value, or an absent one.</summary>
    public abstract EventValue Find(scoped in LogRecord record, MappedEvent mapped);
}
