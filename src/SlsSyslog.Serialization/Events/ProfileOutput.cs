namespace SlsSyslog.Serialization;

/// <summary>Represents what one formatter writes for one profile: the values in order, and how all other fields are written.</summary>
internal sealed class ProfileOutput
{
    public ProfileOutput(
        CompiledProfile profile,
        IEnumerable<OutputKey> keys,
        PairLayout layout,
        MessageOptions message,
        string[] ownKeys,
        IEnumerable<string> reserved)
    {
        ValueRules rules = new(message.Fields);
        OutputKey[] all = [.. keys];
        Values = Array.ConvertAll(all, key => new OutputValue(key, profile.Slots[key.Slot], layout, rules));

        // A name that the user gives to a field is allowed unless the profile uses it.
        HashSet<string> used = [.. all.SelectMany(key => key.AllKeys), .. ownKeys, .. RecordPart.GetNames(message)];
        string[] notAllowed = [.. reserved.Where(name => !message.Fields.Rename.Values.Contains(name)).Union(used)];
        FieldOptions fields = message.Fields.WithExcluded(profile.Source.Drop);
        Rest = message.UnmappedFields switch
        {
            UnmappedFields.Omit => null,
            UnmappedFields.Field => new(UnmappedObject.Layout, FieldRules.Compile(fields), marksTruncation: false),
            _ => new(
                layout, FieldRules.Compile(fields, message.MarkTruncation, reservesGroupNames: true, notAllowed), marksTruncation: false),
        };
    }

    public OutputValue[] Values { get; }

    /// <summary>Gets the writer of the fields that the profile does not map; null when they are omitted.</summary>
    public PairWriter? Rest { get; }
}
