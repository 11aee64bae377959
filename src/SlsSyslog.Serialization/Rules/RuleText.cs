namespace SlsSyslog.Serialization;

/// <summary>Describes rules in words.</summary>
internal static class RuleText
{
    /// <summary>Returns the rule as a part of a sentence, for example <c>event.action is 'ConsoleSignin'</c>.</summary>
    public static string Of(RuleDefinition rule) => rule.Operator switch
    {
        RuleOperator.All => Join(rule, " and "),
        RuleOperator.Any => Join(rule, " or "),
        RuleOperator.Not => $"not ({Of(rule.Rules[0])})",
        RuleOperator.Exists => rule.IsPresent ? $"{rule.Field} exists" : $"{rule.Field} does not exist",
        RuleOperator.GreaterThan => string.Create(CultureInfo.InvariantCulture, $"{rule.Field} is greater than {rule.Number}"),
        _ => $"{rule.Field} {Verb(rule)} {string.Join(" or ", rule.Texts.Select(text => $"'{text}'"))}",
    };

    private static string Verb(RuleDefinition rule) => rule.Operator switch
    {
        RuleOperator.StartsWith => "starts with",
        RuleOperator.Contains => "contains",
        RuleOperator.Matches => "matches",
        _ => "is",
    };

    private static string Join(RuleDefinition rule, string word) => string.Join(
        word, rule.Rules.Select(part => part.Operator is RuleOperator.All or RuleOperator.Any && part.Rules.Length > 1 ? $"({Of(part)})" : Of(part)));
}
