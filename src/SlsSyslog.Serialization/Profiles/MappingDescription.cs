namespace SlsSyslog.Serialization;

/// <summary>Describes what a mapper did with a record.</summary>
internal static class MappingDescription
{
    /// <summary>Describes the mapping of a record; returns <see langword="null"/> when no profile matched.</summary>
    public static RecordMapping? Create(EventMapper mapper, IEnumerable<ProfileMatch> matches, scoped LogRecord record)
    {
        if (mapper.Find(record) is not { Profile: { } profile } mapped)
        {
            return null;
        }

        List<ProfileMatch> found = [];
        foreach (ProfileMatch match in matches)
        {
            if (Matches(match, record))
            {
                found.Add(match);
            }
        }

        return new()
        {
            Profile = profile.Source.Name,
            Product = profile.Source.Product,
            Reason = found.Find(match => ReferenceEquals(match.Profile, profile)) is { } reason
                ? Describe(reason.Condition)
                : "No other profile matches: the profile is for all other records.",
            OtherProfiles = [.. found.Where(match => !ReferenceEquals(match.Profile, profile)).Select(match => match.Profile.Source.Name).Distinct()],
            Values = ReadValues(profile, mapped, record),
            UnmappedFields = ReadUnmapped(mapped, record),
        };
    }

    // Conditions are on the fields of the log, as when the profile was chosen.
    private static bool Matches(ProfileMatch match, scoped LogRecord record)
    {
        MappedEvent? mapped = record.Table.Event;
        record.Table.Event = null;
        bool matches = match.CanMatch(record) && (match.When is null || match.When.Matches(in record, null));
        record.Table.Event = mapped;
        return matches;
    }

    private static string Describe(MatchCondition condition)
    {
        List<string> parts = [];
        if (condition.Topics.Length > 0)
        {
            parts.Add($"__topic__ is {Join(condition.Topics)}");
        }

        if (condition.Logstores.Length > 0)
        {
            parts.Add($"__logstore__ is {Join(condition.Logstores)}");
        }

        if (condition.When is { } rule)
        {
            parts.Add(RuleText.Of(rule));
        }

        return $"The record matches: {string.Join(", and ", parts)}.";
    }

    private static string Join(string[] texts) => string.Join(" or ", texts.Select(text => $"'{text}'"));

    private static List<KeyValuePair<string, string>> ReadValues(CompiledProfile profile, MappedEvent mapped, scoped LogRecord record)
    {
        List<KeyValuePair<string, string>> values = [];
        for (int slot = 0; slot < profile.Slots.Length; slot++)
        {
            if (mapped.GetSlot(slot).IsPresent)
            {
                values.Add(new(profile.Slots[slot].Name.Name, Encoding.UTF8.GetString(mapped.GetValue(in record, slot))));
            }
        }

        return values;
    }

    private static List<string> ReadUnmapped(MappedEvent mapped, scoped LogRecord record)
    {
        List<string> unmapped = [];
        ReadOnlySpan<LogFieldRange> fields = record.Table.AllFields;
        for (int i = 0; i < fields.Length; i++)
        {
            if (!mapped.IsFieldUsed(i))
            {
                unmapped.Add(Encoding.UTF8.GetString(record.Block.Slice(fields[i].KeyOffset, fields[i].KeyLength)));
            }
        }

        return unmapped;
    }
}
