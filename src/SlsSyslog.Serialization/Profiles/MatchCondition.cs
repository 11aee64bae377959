namespace SlsSyslog.Serialization;

/// <summary>Represents a condition for the records of a profile. All parts that are present must hold.</summary>
/// <param name="Topics">The topics; empty for any.</param>
/// <param name="Logstores">The logstores; empty for any.</param>
/// <param name="When">The rule on the record; null for any.</param>
internal sealed record MatchCondition(string[] Topics, string[] Logstores, RuleDefinition? When)
{
    /// <summary>Determines whether two conditions certainly hold, or can hold, for the same record.</summary>
    public OverlapKind FindOverlap(MatchCondition other)
    {
        if (AreDisjoint(Topics, other.Topics) || AreDisjoint(Logstores, other.Logstores) || AreDisjoint(When, other.When))
        {
            return OverlapKind.None;
        }

        // A topic and a logstore, or a rule, can exclude each other in practice.
        bool areAlike = (Topics.Length > 0) == (other.Topics.Length > 0) && (Logstores.Length > 0) == (other.Logstores.Length > 0);
        return areAlike && When is null && other.When is null ? OverlapKind.Certain : OverlapKind.Possible;
    }

    private static bool AreDisjoint(string[] one, string[] other) =>
        one.Length > 0 && other.Length > 0 && !Array.Exists(one, first => Array.Exists(other, second => CanBeEqual(first, second)));

    private static bool CanBeEqual(string one, string other)
    {
        string oneText = one.TrimEnd('*');
        string otherText = other.TrimEnd('*');
        return one.EndsWith('*')
            ? otherText.StartsWith(oneText, StringComparison.Ordinal)
                || (other.EndsWith('*') && oneText.StartsWith(otherText, StringComparison.Ordinal))
            : other.EndsWith('*') ? oneText.StartsWith(otherText, StringComparison.Ordinal) : one == other;
    }

    // Two rules that require different texts of the same field.
    private static bool AreDisjoint(RuleDefinition? one, RuleDefinition? other) =>
        one is { Operator: RuleOperator.Equals or RuleOperator.In } && other is { Operator: RuleOperator.Equals or RuleOperator.In }
        && one.Field == other.Field && !one.Texts.Intersect(other.Texts, StringComparer.OrdinalIgnoreCase).Any();
}
