namespace SlsSyslog.Serialization;

/// <summary>Holds when a field is present, or when it is absent.</summary>
internal sealed class ExistsRule(RuleField field, bool isPresent) : Rule
{
    public override ulong GetRequiredKeys() => isPresent ? field.KeyBit : 0;

    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped) => field.Find(in record, mapped).IsEmpty != isPresent;
}
