namespace SlsSyslog.Serialization;

/// <summary>Represents a compiled <see cref="OutputKey"/>: the texts around the value in the grammar of the body.</summary>
internal sealed class OutputValue
{
    private readonly ValueRule[] _rules;

    public OutputValue(OutputKey key, EventSlot slot, PairLayout layout, ValueRules rules)
    {
        Key = key;
        Name = slot.Name;
        _rules = rules.Compile(slot);
        Text = Render(layout, key.Key);
        WideText = [.. Text, .. new byte[VectorCopy.Width]];
        After = key.Label is null ? [] : [.. Render(layout, key.Key + "Label"), .. System.Text.Encoding.ASCII.GetBytes(key.Label), .. layout.Close];
        OtherText = key.OtherKey is null ? Text : Render(layout, key.OtherKey);
        OtherAfter = key.OtherLabel is null
            ? After : [.. Render(layout, key.OtherKey + "Label"), .. System.Text.Encoding.ASCII.GetBytes(key.OtherLabel), .. layout.Close];
        IsPlain = key is { Form: OutputForm.Text or OutputForm.Whole, Partner: < 0 } && Array.TrueForAll(_rules, rule => rule == default);
    }

    public OutputKey Key { get; }

    public StandardName Name { get; }

    /// <summary>Gets the text before the value: the separator, the key and the delimiter.</summary>
    public byte[] Text { get; }

    /// <summary>Gets the text with room for whole vectors.</summary>
    public byte[] WideText { get; }

    /// <summary>Gets the pair of the label; empty for a key without one.</summary>
    public byte[] After { get; }

    public byte[] OtherText { get; }

    public byte[] OtherAfter { get; }

    /// <summary>Gets a value that indicates whether values are written as they are, except for escapes.</summary>
    public bool IsPlain { get; }

    /// <summary>Gets the rule for a value that comes from one of the fields of its profile.</summary>
    public ValueRule GetRule(EventValue value) => _rules[value.Source < _rules.Length ? value.Source : 0];

    /// <summary>Cuts a value to the limit of the key, between two characters.</summary>
    public int FitLength(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length <= Key.MaxLength)
        {
            return value.Length;
        }

        int characters = 0;
        for (int i = 0; i < value.Length; i++)
        {
            // A character outside of the basic plane counts as two, as in the products that define the limits.
            characters += (value[i] & 0xC0) == 0x80 ? 0 : value[i] >= 0xF0 ? 2 : 1;
            if (characters > Key.MaxLength)
            {
                return i;
            }
        }

        return value.Length;
    }

    private static byte[] Render(PairLayout layout, string key)
    {
        PairKey compiled = LeadingPairs.CompileKey(key, layout);
        return compiled.Text.ToArray();
    }
}
