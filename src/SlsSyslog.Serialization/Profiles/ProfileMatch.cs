namespace SlsSyslog.Serialization;

/// <summary>Represents a compiled condition of a profile.</summary>
internal sealed class ProfileMatch(CompiledProfile profile, MatchCondition condition)
{
    private readonly NamePattern[] _topics = NamePattern.ParseAll(condition.Topics);
    private readonly ulong _requiredKeys = Compile(condition)?.GetRequiredKeys() ?? 0;
    private readonly NamePattern[] _logstores = NamePattern.ParseAll(condition.Logstores);

    public CompiledProfile Profile => profile;

    /// <summary>Gets the condition that was compiled.</summary>
    public MatchCondition Condition => condition;

    /// <summary>Gets the rule on the record; null when topic and logstore decide.</summary>
    public Rule? When { get; } = Compile(condition);

    /// <summary>Determines whether the rule can hold for a record with keys of these lengths: see <see cref="Rule.GetRequiredKeys"/>.</summary>
    public bool CanMatch(ulong keys) => (_requiredKeys & ~keys) == 0;

    /// <summary>Determines whether the condition can hold for the records of a group.</summary>
    public bool CanMatch(scoped LogRecord record) =>
        (_topics.Length == 0 || (!record.HasReservedTopic && NamePattern.AnyMatches(_topics, default, record.Topic)))
        && (_logstores.Length == 0 || (record.Origin is { } origin && NamePattern.AnyMatches(_logstores, default, origin.Logstore)));

    private static Rule? Compile(MatchCondition condition) =>
        condition.When?.Compile(static name => new RuleField { Variable = RecordVariable.ForField(name) });
}
