namespace SlsSyslog.Serialization;

/// <summary>Represents a compiled <see cref="OutputKey"/>: the texts around the value in the grammar of the body.</summary>
internal sealed class OutputValue
{
    private readonly ValueRule[] _rules;

    public OutputValue(OutputKey key, EventSlot slot, PairLayout layout, ValueRules rules)
    {
        Key = key;
        Slot = key.Slot;
        MaxLength = key.MaxLength;
        Name = slot.Name;
        _rules = rules.Compile(slot);
        Text = Render(layout, key.Key);
        WideText = new(Text);
        After = key.Label is null ? [] : [.. Render(layout, key.Key + "Label"), .. System.Text.Encoding.ASCII.GetBytes(key.Label), .. layout.Close];
        OtherText = key.OtherKey is null ? Text : Render(layout, key.OtherKey);
        OtherAfter = key.OtherLabel is null
            ? After : [.. Render(layout, key.OtherKey + "Label"), .. System.Text.Encoding.ASCII.GetBytes(key.OtherLabel), .. layout.Close];
        Rest = new([.. layout.Close, .. After]);
        IsPlain = !layout.WritesNumbersUnquoted && key is { Form: OutputForm.Text or OutputForm.Whole, Partner: < 0 }
            && Array.TrueForAll(_rules, rule => rule == default);
    }

    public OutputKey Key { get; }

    public int Slot { get; }

    /// <summary>Gets the limit of the value in characters.</summary>
    public int MaxLength { get; }

    public StandardName Name { get; }

    /// <summary>Gets the text before the value: the separator, the key and the delimiter.</summary>
    public byte[] Text { get; }

    public WideText WideText { get; }

    /// <summary>Gets the pair of the label; empty for a key without one.</summary>
    public byte[] After { get; }

    /// <summary>Gets what follows a value, up to the end of the pair of the label.</summary>
    public WideText Rest { get; }

    public byte[] OtherText { get; }

    public byte[] OtherAfter { get; }

    /// <summary>Gets a value that indicates whether values are written as they are, except for escapes.</summary>
    public bool IsPlain { get; }

    /// <summary>Gets the rule for a value that comes from one of the fields of its profile.</summary>
    public ValueRule GetRule(EventValue value) => _rules[value.Source < _rules.Length ? value.Source : 0];

    /// <summary>Cuts a value to the limit of the key, between two characters.</summary>
    public int FitLength(scoped ReadOnlySpan<byte> value)
    {
        if (value.Length <= MaxLength)
        {
            return value.Length;
        }

        int characters = 0;
        for (int i = 0; i < value.Length; i++)
        {
            // A character outside of the basic plane counts as two, as in the products that define the limits.
            characters += (value[i] & 0xC0) == 0x80 ? 0 : value[i] >= 0xF0 ? 2 : 1;
            if (characters > MaxLength)
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
