namespace SlsSyslog.Serialization;

/// <summary>Represents a condition on records, in the rule language of source profiles. Any number of threads can use an instance.</summary>
/// <remarks>
/// <para>
/// A rule is a JSON object. It compares a field, <c>{"field": "event.action", "equals": "ConsoleSignin"}</c>, with exactly one of
/// <c>equals</c>, <c>in</c> (a list of texts), <c>startsWith</c>, <c>contains</c>, <c>matches</c> (a regular expression), <c>greaterThan</c> (a
/// number) and <c>exists</c>; or it combines rules: <c>{"all": [...]}</c>, <c>{"any": [...]}</c>, <c>{"not": {...}}</c>. Only the case of ASCII
/// letters is ignored, and not even this with <c>"ignoreCase": false</c>.
/// </para>
/// <para>
/// A field is the key of a field of the log, the dotted name of an expanded one, a name of the vocabulary when a profile has mapped the record,
/// <c>__topic__</c>, <c>__source__</c>, <c>__tag__:name</c>, <c>__project__</c>, <c>__logstore__</c> or <c>__shard__</c>. A value that is empty,
/// <c>-</c> or <c>null</c> is absent.
/// </para>
/// </remarks>
public sealed class RecordRule : IRecordFilter
{
    private readonly Rule _rule;

    private readonly string _json;

    private RecordRule(RuleDefinition definition, string json)
    {
        _json = json;
        _rule = definition.Compile(name => new RuleField { Variable = RecordVariable.ForField(name) });
        Fields = [.. definition.AllFields.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Gets the names of the fields that the rule reads.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Parses a rule.</summary>
    /// <param name="json">The JSON text of the rule.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="ArgumentException">The rule is invalid. The message lists every error with its fix.</exception>
    public static RecordRule Parse(string json)
    {
        OptionErrors errors = new();
        RecordRule? rule = Parse(json, "", errors);
        errors.ThrowIfAny(nameof(json));
        return rule!;
    }

    /// <summary>Parses a rule that is a part of options.</summary>
    /// <param name="json">The JSON text of the rule.</param>
    /// <param name="path">The path of the rule.</param>
    /// <param name="errors">Receives the errors, with the path of the part of the rule: <c>Filter:All:0:Field</c>.</param>
    /// <returns>The rule; <see langword="null"/> when it is invalid.</returns>
    public static RecordRule? Parse(string json, string path, OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(errors);
        ProfileErrors found = new("rule");
        RuleDefinition? definition = ProfileJson.Read(Encoding.UTF8.GetBytes(json), found) is { } node
            ? new RuleReader(new NodeReader(found)).Read(node) : null;
        foreach ((string place, string problem, string fix) in found.Entries)
        {
            errors.Add(ToKeys(path, place), problem, fix);
        }

        return found.IsEmpty ? new(definition!, json) : null;
    }

    /// <summary>Determines whether a record meets the condition.</summary>
    /// <param name="record">The record. Valid only during the call.</param>
    /// <returns><see langword="true"/> if the record meets the condition; otherwise, <see langword="false"/>.</returns>
    public bool Matches(scoped LogRecord record) => _rule.Matches(in record, null);

    /// <summary>Returns the JSON text of the rule.</summary>
    /// <returns>The text that was parsed.</returns>
    public override string ToString() => _json;

    bool IRecordFilter.ShouldForward(scoped LogRecord record) => Matches(record);

    // all[0].field becomes All:0:Field, as in configuration.
    private static string ToKeys(string path, string place)
    {
        IEnumerable<string> keys = place.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries)
            .Select(name => char.ToUpperInvariant(name[0]) + name[1..]);
        return string.Join(':', path.Length == 0 ? keys : keys.Prepend(path));
    }
}
