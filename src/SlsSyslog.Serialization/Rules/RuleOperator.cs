namespace SlsSyslog.Serialization;

/// <summary>Specifies what a rule requires.</summary>
internal enum RuleOperator
{
    All,
    Any,
    Not,
    Equals,
    In,
    StartsWith,
    Contains,
    Exists,
    Matches,
    GreaterThan,
}
