namespace SlsSyslog.Serialization;

/// <summary>Represents how an output names and writes one value of a profile.</summary>
/// <param name="Slot">The number of the value in the profile.</param>
/// <param name="Key">The key.</param>
internal sealed record OutputKey(int Slot, string Key)
{
    /// <summary>Gets the key of an IPv6 address, or of a value whose partner is absent.</summary>
    public string? OtherKey { get; init; }

    /// <summary>Gets the label of the key; written as another pair: <c>cs1Label=readWrite</c>.</summary>
    public string? Label { get; init; }

    public string? OtherLabel { get; init; }

    /// <summary>Gets the number of the value without which the key has no effect; -1 for none.</summary>
    public int Partner { get; init; } = -1;

    /// <summary>Gets the limit of the value in characters.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    public OutputForm Form { get; init; }

    /// <summary>Gets all keys that can be written.</summary>
    public IEnumerable<string> AllKeys =>
        ((string?[])[Key, OtherKey, Label is null ? null : Key + "Label", OtherLabel is null ? null : OtherKey + "Label"]).OfType<string>();

    /// <summary>Gets how values of a type are written.</summary>
    public static OutputForm GetForm(ValueKind kind) => kind switch
    {
        ValueKind.Text or ValueKind.List or ValueKind.Host => OutputForm.Text,
        _ => OutputForm.Whole,
    };
}
