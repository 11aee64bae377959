namespace SlsSyslog.Serialization;

/// <summary>Represents a rule as it is written in a profile or in configuration.</summary>
internal sealed class RuleDefinition
{
    public required RuleOperator Operator { get; init; }

    /// <summary>Gets the rules of All, Any and Not.</summary>
    public RuleDefinition[] Rules { get; init; } = [];

    public string Field { get; init; } = "";

    /// <summary>Gets the texts to compare with, or the expression.</summary>
    public string[] Texts { get; init; } = [];

    /// <summary>Gets the limit of GreaterThan.</summary>
    public double Number { get; init; }

    /// <summary>Gets a value that indicates whether Exists requires that the field is present.</summary>
    public bool IsPresent { get; init; } = true;

    public bool IgnoresCase { get; init; } = true;

    public IEnumerable<string> AllFields => Field.Length > 0 ? [Field] : Rules.SelectMany(rule => rule.AllFields);

    /// <summary>Compiles the rule.</summary>
    /// <param name="resolve">Gets the value of a field by its name.</param>
    public Rule Compile(Func<string, RuleField> resolve) => Operator switch
    {
        RuleOperator.All => new RuleGroup(Array.ConvertAll(Rules, rule => rule.Compile(resolve)), needsAll: true),
        RuleOperator.Any => new RuleGroup(Array.ConvertAll(Rules, rule => rule.Compile(resolve)), needsAll: false),
        RuleOperator.Not => new NotRule(Rules[0].Compile(resolve)),
        RuleOperator.Equals or RuleOperator.In => new TextRule(resolve(Field), Texts, TextComparison.Equals, IgnoresCase),
        RuleOperator.StartsWith => new TextRule(resolve(Field), Texts, TextComparison.StartsWith, IgnoresCase),
        RuleOperator.Contains => new TextRule(resolve(Field), Texts, TextComparison.Contains, IgnoresCase),
        RuleOperator.Exists => new ExistsRule(resolve(Field), IsPresent),
        RuleOperator.Matches => new PatternRule(resolve(Field), PatternRule.Compile(Texts[0], IgnoresCase)),
        _ => new NumberRule(resolve(Field), Number),
    };
}
