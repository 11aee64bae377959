namespace SlsSyslog.Serialization;

/// <summary>Holds when all rules hold, or when one of them holds.</summary>
internal sealed class RuleGroup(Rule[] rules, bool needsAll) : Rule
{
    public override ulong GetRequiredKeys() => rules.Aggregate(
        needsAll ? 0UL : ulong.MaxValue, (keys, rule) => needsAll ? keys | rule.GetRequiredKeys() : keys & rule.GetRequiredKeys());

    public override bool Matches(scoped in LogRecord record, MappedEvent? mapped)
    {
        foreach (Rule rule in rules)
        {
            if (rule.Matches(in record, mapped) != needsAll)
            {
                return !needsAll;
            }
        }

        return needsAll;
    }
}
