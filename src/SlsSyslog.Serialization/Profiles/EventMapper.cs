namespace SlsSyslog.Serialization;

/// <summary>Maps records with the profiles of a route. Several threads use it; its memory belongs to the table of the record.</summary>
internal sealed class EventMapper : IRecordStep
{
    private readonly ProfileMatch[] _matches;
    private readonly CompiledProfile? _fallback;
    private readonly KnownNames _names;

    public EventMapper(IReadOnlyList<SourceProfile> profiles, ExpandForm form)
    {
        Profiles = [.. profiles.Select((profile, i) => ProfileCompiler.Compile(profile, i, form))];
        _matches = [.. Profiles.SelectMany(profile => profile.Source.Conditions.Select(condition => new ProfileMatch(profile, condition)))];
        _fallback = Array.Find(Profiles, profile => profile.Source.IsFallback);
        _names = new(GetReservedNames().Select((name, i) => (name, i)));
    }

    public CompiledProfile[] Profiles { get; }

    /// <summary>Determines whether only profiles give a value this name, so that a field of a log cannot have it.</summary>
    public bool IsReserved(scoped ReadOnlySpan<byte> name) => _names.TryFind(name, out _);

    /// <summary>Gets the names that no field of a mapped record can have.</summary>
    public IEnumerable<string> GetReservedNames() => StandardNames.All.Select(name => name.Name)
        .Union(Profiles.SelectMany(profile => profile.Slots.Select(slot => slot.Name.Name))).Append("@timestamp");

    /// <summary>Gets the names that profiles give to values, and the keys of the fields that they read.</summary>
    public IEnumerable<string> GetKnownNames() => GetReservedNames().Union(Profiles
        .SelectMany(profile => profile.Source.Fields)
        .SelectMany(field => field.Value.AllFields.Concat(field.Value.RuleFields)));

    /// <summary>Maps a record: expands the fields that its profile specifies, and finds the values of the names.</summary>
    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        MappedEvent mapped = GetEvent(record.Table);
        CompiledProfile? profile = FindProfile(record, mapped, out bool isAmbiguous);
        if (profile is null)
        {
            mapped.Clear();
            record.Table.Event = mapped;
            return record;
        }

        counts.AmbiguousProfiles += isAmbiguous ? 1 : 0;
        if (profile.Expansion is not null)
        {
            // Applications write JSON or plain text.
            RecordTransformCounts notCounted = default;
            record = profile.Source.IsFallback ? profile.Expansion.Apply(record, ref notCounted) : profile.Expansion.Apply(record, ref counts);
        }

        record.Table.Event = null;
        profile.Map(in record, mapped);
        counts.UnreadableTimes += mapped is { HasUnreadableTime: true, HasTime: false } ? 1 : 0;
        record.Table.Event = mapped;
        return record;
    }

    /// <summary>Describes how this mapper mapped a record; null when no profile matched.</summary>
    public RecordMapping? Describe(scoped LogRecord record) => MappingDescription.Create(this, _matches, record);

    /// <summary>Gets the event of a record that this mapper has mapped; null for every other record.</summary>
    public MappedEvent? Find(scoped LogRecord record) =>
        record.Table.Event is { Profile: not null } mapped && ReferenceEquals(mapped.Mapper, this) ? mapped : null;

    public bool HasSeen(scoped LogRecord record) => record.Table.Event is { } mapped && ReferenceEquals(mapped.Mapper, this);

    private MappedEvent GetEvent(LogRecordTable table)
    {
        MappedEvent? owned = table.OwnedEvent;
        return owned is not null && ReferenceEquals(owned.Mapper, this) ? owned : table.OwnedEvent = new(this);
    }

    private CompiledProfile? FindProfile(scoped LogRecord record, MappedEvent mapped, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (!record.IsLog)
        {
            return null;
        }

        ProfileCandidates candidates = mapped.Candidates;
        if (candidates.GroupVersion != record.Table.GroupVersion)
        {
            FindCandidates(record, candidates);
        }

        // The event of another mapper has further names.
        ulong keys = record.Table.Event is null ? 0 : ulong.MaxValue;
        foreach (LogFieldRange field in record.Table.AllFields)
        {
            keys |= 1UL << (field.KeyLength & 63);
        }

        CompiledProfile? found = null;
        for (int i = 0; i < candidates.Count; i++)
        {
            ProfileMatch match = candidates[i];
            if (match.CanMatch(keys) && !ReferenceEquals(found, match.Profile) && (match.When is null || match.When.Matches(in record, null)))
            {
                if (found is not null)
                {
                    isAmbiguous = true;
                    break;
                }

                found = match.Profile;
            }
        }

        return found ?? _fallback;
    }

    private void FindCandidates(scoped LogRecord record, ProfileCandidates candidates)
    {
        candidates.Begin(record.Table.GroupVersion);
        foreach (ProfileMatch match in _matches)
        {
            if (match.CanMatch(record))
            {
                candidates.Add(match);
            }
        }
    }
}
