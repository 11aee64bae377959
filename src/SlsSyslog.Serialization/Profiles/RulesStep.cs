namespace SlsSyslog.Serialization;

/// <summary>Gets the value of the first rule that holds.</summary>
internal sealed class RulesStep((Rule When, EventValue Value)[] rules, EventValue otherwise) : ValueStep
{
    public override EventValue Find(scoped in LogRecord record, MappedEvent mapped)
    {
        foreach ((Rule when, EventValue value) in rules)
        {
            if (when.Matches(in record, mapped))
            {
                return value;
            }
        }

        return otherwise;
    }
}
