namespace SlsSyslog.Serialization;

/// <summary>Gives a value only when a rule holds.</summary>
internal sealed class ConditionalStep : ValueStep
{
    private readonly Rule _when;
    private readonly ValueStep _inner;

    public ConditionalStep(Rule when, ValueStep inner)
    {
        _when = when;
        _inner = inner;
        Sources = inner.Sources;
        HasSourcePerValue = inner.HasSourcePerValue;
    }

    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped) =>
        _when.Matches(in record, mapped) ? _inner.Find(in record, mapped) : default;
}
