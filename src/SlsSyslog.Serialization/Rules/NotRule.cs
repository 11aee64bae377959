namespace SlsSyslog.Serialization;

/// <summary>Holds when a rule does not hold.</summary>
internal sealed class NotRule(Rule rule) : Rule
{
    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped) => !rule.Matches(in record, mapped);
}
