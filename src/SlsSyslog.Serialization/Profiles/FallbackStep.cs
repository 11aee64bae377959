namespace SlsSyslog.Serialization;

/// <summary>Gives a constant when a value is absent.</summary>
internal sealed class FallbackStep : ValueStep
{
    private readonly ValueStep _inner;
    private readonly EventValue _fallback;

    public FallbackStep(ValueStep inner, EventValue fallback)
    {
        _inner = inner;
        _fallback = fallback;
        Sources = inner.Sources;
        HasSourcePerValue = inner.HasSourcePerValue;
    }

    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped)
    {
        EventValue value = _inner.Find(in record, mapped);
        return value.IsPresent ? value : _fallback;
    }
}
