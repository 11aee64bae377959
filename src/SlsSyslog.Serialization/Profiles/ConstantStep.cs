namespace SlsSyslog.Serialization;

/// <summary>Gives every record the same value.</summary>
internal sealed class ConstantStep(EventValue value) : ValueStep
{
    public EventValue Value => value;

    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped) => value;
}
