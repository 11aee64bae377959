namespace SlsSyslog.Serialization;

/// <summary>Represents a value as it is written in a profile. Exactly one of From, Value, Concat and Rules is set.</summary>
internal sealed class ValueDefinition
{
    public string[] From { get; init; } = [];

    /// <summary>Gets the separator and the index of the part to take.</summary>
    public (byte Separator, int Index)? Split { get; init; }

    public KeyValuePair<string, string>[]? Map { get; init; }

    public bool MapOnly { get; init; }

    public LetterCase Case { get; init; }

    public string? Default { get; init; }

    public bool? Keep { get; init; }

    /// <summary>Gets the rule without which the value is absent; null for none.</summary>
    public RuleDefinition? When { get; init; }

    public TimeReader Time { get; init; } = TimeReader.Default;

    public string? Value { get; init; }

    public ConcatDefinition[]? Concat { get; init; }

    public (RuleDefinition When, string Value)[]? Rules { get; init; }

    public IEnumerable<string> RuleFields => [.. When?.AllFields ?? [], .. Rules?.SelectMany(rule => rule.When.AllFields) ?? []];

    /// <summary>Gets the names of all fields that can be part of the value.</summary>
    public IEnumerable<string> AllFields => Concat is null ? From : Concat.SelectMany(part => part.From);
}
