namespace SlsSyslog.Serialization;

/// <summary>Assigns the keys of an output to the values of a profile, in the order in which they are written.</summary>
internal static class OutputKeys
{
    // The header contains them, or every event has the same value.
    private static readonly HashSet<string> HeaderNames =
        new(["event.code", ProfileCompiler.TitleName, "observer.vendor", "observer.product"], StringComparer.Ordinal);

    public static List<OutputKey> ForCef(CompiledProfile profile, IEnumerable<string> ownKeys)
    {
        HashSet<string> used = new(ownKeys, StringComparer.Ordinal);
        List<OutputKey> keys = [];
        HashSet<int> written = [];
        foreach (CefKey key in CefKeys.All)
        {
            int slot = FindSlot(profile, key.Name);
            bool isMapped = slot >= 0 && (key.IfMapped is null || FindSlot(profile, key.IfMapped) >= 0);
            if (isMapped && !written.Contains(slot) && used.Add(key.Key))
            {
                written.Add(slot);
                StandardName name = profile.Slots[slot].Name;
                keys.Add(new(slot, key.Key)
                {
                    MaxLength = key.MaxLength,
                    OtherKey = name.Kind == ValueKind.Ip ? key.Version6Key ?? name.Label : null,
                    OtherLabel = key.Version6Label,
                    Form = name.Kind == ValueKind.Time ? OutputForm.Milliseconds
                        : key.Name == "network.direction" ? OutputForm.Direction : OutputKey.GetForm(name.Kind),
                });
            }
        }

        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string name in profile.Source.Custom)
        {
            int slot = FindSlot(profile, name);
            ValueKind kind = profile.Slots[slot].Name.Kind;
            (string prefix, _) = CustomKeys.FindKey(kind);
            int number = counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
            if (!written.Contains(slot) && used.Add($"{prefix}{number}"))
            {
                written.Add(slot);
                keys.Add(new(slot, $"{prefix}{number}")
                {
                    Label = profile.Slots[slot].Name.Label,
                    MaxLength = CefKeys.MaxCustomText,
                    Form = kind == ValueKind.Time ? OutputForm.Milliseconds : OutputKey.GetForm(kind),
                });
            }
        }

        AddLabels(profile, keys, written, used);
        return keys;
    }

    public static List<OutputKey> ForLeef(CompiledProfile profile, IEnumerable<string> ownKeys)
    {
        HashSet<string> used = new(ownKeys, StringComparer.Ordinal);
        List<OutputKey> keys = [];
        HashSet<int> written = [];
        foreach (LeefKey key in LeefKeys.All)
        {
            int slot = FindSlot(profile, key.Name);
            if (slot >= 0 && !written.Contains(slot) && used.Add(key.Key))
            {
                written.Add(slot);
                StandardName name = profile.Slots[slot].Name;
                int partner = key.Key == "identHostName" ? FindSlot(profile, "host.ip") : -1;
                bool isUseless = key.Key == "identHostName" && partner < 0;
                keys.Add(new(slot, isUseless ? name.Label : key.Key)
                {
                    MaxLength = key.MaxLength,
                    Partner = partner,
                    OtherKey = partner >= 0 ? name.Label : null,
                    Form = OutputKey.GetForm(name.Kind),
                });
            }
        }

        AddLabels(profile, keys, written, used);
        return keys;
    }

    /// <summary>Gets the names of the vocabulary themselves.</summary>
    public static List<OutputKey> ForNames(CompiledProfile profile) =>
        [.. profile.Slots.Select((slot, i) => new OutputKey(i, slot.Name.Name) { Form = OutputKey.GetForm(slot.Name.Kind) })
            .Where(key => key.Key != ProfileCompiler.TitleName)];

    private static void AddLabels(CompiledProfile profile, List<OutputKey> keys, HashSet<int> written, HashSet<string> used)
    {
        for (int i = 0; i < profile.Slots.Length; i++)
        {
            EventSlot slot = profile.Slots[i];

            // Constants and rules without a key classify the event for ECS.
            bool isWritten = slot.Step.Sources.Length > 0 && !HeaderNames.Contains(slot.Name.Name) && !written.Contains(i);
            if (isWritten && used.Add(slot.Name.Label))
            {
                keys.Add(new(i, slot.Name.Label) { Form = OutputKey.GetForm(slot.Name.Kind) });
            }
        }
    }

    private static int FindSlot(CompiledProfile profile, string name) => Array.FindIndex(profile.Slots, slot => slot.Name.Name == name);
}
