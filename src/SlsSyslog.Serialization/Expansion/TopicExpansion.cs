namespace SlsSyslog.Serialization;

/// <summary>Expands the fields that the first rule for the topic of a record specifies.</summary>
internal sealed class TopicExpansion : IRecordStep
{
    private readonly (NamePattern[] Topics, FieldExpansion Expansion)[] _rules;

    private TopicExpansion((NamePattern[], FieldExpansion)[] rules) => _rules = rules;

    public static TopicExpansion Compile(ExpandOptions options) => new(
    [
        .. options.Rules.Select(rule => (
            NamePattern.ParseAll(rule.Topics),
            new FieldExpansion(
                ExpandedField.Create(rule.Fields.Select(field => (field, rule.Arrays))), options.Form, options.MaxDepth, options.MaxFields))),
    ]);

    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        foreach ((NamePattern[] topics, FieldExpansion expansion) in _rules)
        {
            if (topics.Length == 0 || NamePattern.AnyMatches(topics, default, record.Topic))
            {
                return record.IsLog ? expansion.Apply(record, ref counts) : record;
            }
        }

        return record;
    }
}
