namespace SlsSyslog.Serialization;

/// <summary>Finds the writer of a record whose fields keep their own names: without the fields that its profile drops.</summary>
internal sealed class ProfilePairs
{
    private readonly PairWriter _all;
    private readonly EventMapper? _mapper;
    private readonly PairWriter[] _byProfile;

    public ProfilePairs(PairWriter all, MessageOptions message, params string[] ownKeys)
    {
        _all = all;
        _mapper = message.UseMappedNames ? null : message.GetMapper();
        _byProfile = Array.ConvertAll(_mapper?.Profiles ?? [], profile => Create(profile.Source.Drop, message, ownKeys));
    }

    public PairWriter Find(scoped LogRecord record) => _mapper?.Find(record) is { } mapped ? _byProfile[mapped.Profile!.Number] : _all;

    private PairWriter Create(string[] drop, MessageOptions message, string[] ownKeys) => drop.Length == 0
        ? _all
        : new(
            _all.Layout,
            FieldRules.Compile(
                message.Fields.WithExcluded(drop), message.MarkTruncation, _all.Layout.Repeats != NameRepeats.Last, ownKeys),
            message.MarkTruncation);
}
