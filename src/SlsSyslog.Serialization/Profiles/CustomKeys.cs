namespace SlsSyslog.Serialization;

/// <summary>Reads the names of a profile that use the numbered keys of CEF.</summary>
internal static class CustomKeys
{
    public static string[] Read(ProfileNode? node, (StandardName Name, ValueDefinition Value)[] fields, NodeReader reader)
    {
        List<string> names = [];
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (ProfileNode item in reader.ReadArray(node))
        {
            string name = reader.ReadText(item);
            StandardName? field = Array.Find(fields, field => field.Name.Name == name).Name;
            if (field is null)
            {
                reader.Errors.Add(item, $"'{name}' is not mapped.", "Specify a name of 'fields'.");
                continue;
            }

            if (names.Contains(name))
            {
                reader.Errors.Add(item, $"'{name}' occurs twice.", "Remove one of them.");
                continue;
            }

            names.Add(name);
            if (CefKeys.Find(name) is { } key && fields.Count(other => CefKeys.Find(other.Name.Name)?.Key == key.Key) == 1)
            {
                reader.Errors.Add(item, $"'{name}' has the key {key.Key} in CEF.", "Remove it.");
                continue;
            }

            (string prefix, int limit) = FindKey(field.Kind);
            int count = counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            if (count > limit)
            {
                reader.Errors.Add(
                    item, $"CEF has no key {prefix}{count}.", $"Remove '{name}': it is then written with the key {field.Label}.");
            }
        }

        return [.. names];
    }

    /// <summary>Gets the numbered keys for a type, and how many there are.</summary>
    public static (string Prefix, int Limit) FindKey(ValueKind kind) => kind switch
    {
        ValueKind.Integer or ValueKind.Port => ("cn", 3),
        ValueKind.Time => ("deviceCustomDate", 2),
        _ => ("cs", 6),
    };
}
