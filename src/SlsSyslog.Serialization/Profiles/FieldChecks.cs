namespace SlsSyslog.Serialization;

/// <summary>Checks the names of one profile against each other, and the texts of a profile against the types of its names.</summary>
internal sealed class FieldChecks(ProfileErrors errors)
{
    private readonly Dictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds an error when another name has the label, which is the key in CEF and LEEF.</summary>
    public void CheckLabel(StandardName name, ProfileNode node)
    {
        if (!_labels.TryAdd(name.Label, name.Name))
        {
            errors.Add(node, $"'{name.Name}' has the label '{name.Label}', like '{_labels[name.Label]}'.", "Specify another label for one of them.");
        }
    }

    /// <summary>Adds an error for each text of the profile that is not valid for the type of the name.</summary>
    public void CheckTexts(StandardName name, ValueDefinition value, ProfileNode node)
    {
        string?[] texts =
        [
            value.Value,
            value.Default,
            .. value.Rules?.Select(rule => rule.Value) ?? [],
            .. value.Map?.Select(pair => pair.Value) ?? [],
        ];
        foreach (string text in texts.OfType<string>().Where(text => text.Length > 0 && !IsValid(text, name.Kind)).Distinct())
        {
            errors.Add(
                node, $"'{text}' is not valid for '{name.Name}', whose type is {GetText(name.Kind)}.", "Specify a text that is valid for the type.");
        }
    }

    private static string GetText(ValueKind kind) => kind.ToString().ToLowerInvariant();

    private static bool IsValid(string text, ValueKind kind) => kind switch
    {
        ValueKind.Boolean => text is "true" or "false",
        ValueKind.Time => false, // a time is read from a field
        _ => ValueCheck.IsValid(Encoding.UTF8.GetBytes(text), kind, out Range part, out _) && part.Equals(Range.All),
    };
}
