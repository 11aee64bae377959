namespace SlsSyslog.Serialization;

/// <summary>
/// Represents the options for fields as they apply to mapped values: by the name of the value, and by the names of the fields that it comes
/// from. A field that is excluded or masked is so under every name.
/// </summary>
internal sealed class ValueRules(FieldOptions options)
{
    private readonly NamePattern[] _include = NamePattern.ParseAll(options.Include);
    private readonly NamePattern[] _exclude = NamePattern.ParseAll(options.Exclude);
    private readonly FieldRules _masks = FieldRules.Compile(options);

    /// <summary>Compiles the rules for a value: one entry for each field that it can come from, and at least one.</summary>
    public ValueRule[] Compile(EventSlot slot)
    {
        string name = slot.Name.Name;
        ProfileInput[] sources = slot.Step.Sources;
        if (!slot.Step.HasSourcePerValue || sources.Length == 0)
        {
            ValueRule[] all = Array.ConvertAll(sources, source => Find(name, source.Name));
            ValueRule own = Find(name, null);
            return
            [
                new(
                    (sources.Length == 0 ? own.IsExcluded : Array.Exists(all, rule => rule.IsExcluded)),
                    own.Mask ?? Array.Find(all, rule => rule.Mask is not null).Mask),
            ];
        }

        return Array.ConvertAll(sources, source => Find(name, source.Name));
    }

    private ValueRule Find(string name, string? source)
    {
        bool isExcluded = Matches(_exclude, name) || (source is not null && Matches(_exclude, source));
        bool isIncluded = _include.Length == 0 || Matches(_include, name) || (source is not null && Matches(_include, source));
        return new(isExcluded || !isIncluded, FindMask(name) ?? (source is null ? null : FindMask(source)));
    }

    private FieldMask? FindMask(string name) => _masks.FindMask(default, System.Text.Encoding.UTF8.GetBytes(name));

    private static bool Matches(NamePattern[] patterns, string name) =>
        NamePattern.AnyMatches(patterns, default, System.Text.Encoding.UTF8.GetBytes(name));
}
