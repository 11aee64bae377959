namespace SlsSyslog.Serialization;

/// <summary>Finds rules that cannot hold together, so that their group would never hold.</summary>
internal static class RuleConflict
{
    /// <summary>Returns what contradicts in a group that needs all of its rules; <see langword="null"/> when nothing certainly does.</summary>
    public static string? Find(RuleDefinition[] rules)
    {
        for (int i = 0; i < rules.Length; i++)
        {
            for (int j = i + 1; j < rules.Length; j++)
            {
                if (Exclude(rules[i], rules[j]) || Exclude(rules[j], rules[i]))
                {
                    string field = rules[i].AllFields.First();
                    return $"The rules {i} and {j} contradict each other: no value of '{field}' meets both.";
                }
            }
        }

        return null;
    }

    private static bool Exclude(RuleDefinition one, RuleDefinition other)
    {
        if (one.Operator == RuleOperator.Not)
        {
            return IsSame(one.Rules[0], other);
        }

        if (one.Field.Length == 0 || one.Field != other.Field)
        {
            return false;
        }

        return one switch
        {
            { Operator: RuleOperator.Exists, IsPresent: false } => other is not { Operator: RuleOperator.Exists, IsPresent: false },
            { Operator: RuleOperator.Equals or RuleOperator.In } => !Array.Exists(one.Texts, text => CouldBe(text, one.IgnoresCase, other)),
            _ => false,
        };
    }

    // Whether another rule could hold for a value that one rule requires.
    private static bool CouldBe(string text, bool ignoresCase, RuleDefinition rule)
    {
        StringComparison comparison = ignoresCase || rule.IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return rule.Operator switch
        {
            RuleOperator.Equals or RuleOperator.In => Array.Exists(rule.Texts, other => other.Equals(text, comparison)),
            RuleOperator.StartsWith => Array.Exists(rule.Texts, other => text.StartsWith(other, comparison)),
            RuleOperator.Contains => Array.Exists(rule.Texts, other => text.Contains(other, comparison)),
            _ => true,
        };
    }

    private static bool IsSame(RuleDefinition one, RuleDefinition other) =>
        one.Operator == other.Operator && one.Field == other.Field && one.Number.Equals(other.Number) && one.IsPresent == other.IsPresent
        && one.IgnoresCase == other.IgnoresCase && one.Texts.SequenceEqual(other.Texts) && one.Rules.Length == other.Rules.Length
        && one.Rules.Zip(other.Rules).All(pair => IsSame(pair.First, pair.Second));
}
