namespace SlsSyslog.Serialization;

/// <summary>Writes mapped records by the names of the vocabulary: the time, the severity, the values, then all other fields.</summary>
internal sealed class NamedPairs
{
    private static readonly string[] OwnKeys = ["@timestamp", "event.severity"];

    private readonly MappedPairs _pairs;
    private readonly PairWriter _leading;
    private readonly PairKey? _time;
    private readonly PairKey? _severity;

    private NamedPairs(EventMapper mapper, PairWriter pairs, MessageOptions message, ICollection<string> taken)
    {
        _pairs = new(
            mapper,
            pairs,
            message,
            profile => OutputKeys.ForNames(profile).Where(key => !taken.Contains(key.Key)),
            [.. OwnKeys, .. taken],
            mapper.GetReservedNames());
        _leading = new(pairs.Layout, FieldRules.All, marksTruncation: false);
        _time = taken.Contains(OwnKeys[0]) ? null : LeadingPairs.CompileKey(OwnKeys[0], pairs.Layout);
        _severity = taken.Contains(OwnKeys[1]) ? null : LeadingPairs.CompileKey(OwnKeys[1], pairs.Layout);
    }

    /// <summary>Creates the writer; null when the options do not ask for mapped names. The body itself writes the names that are taken.</summary>
    public static NamedPairs? Create(PairWriter pairs, MessageOptions message, ICollection<string> taken) =>
        message.UseMappedNames && message.GetMapper() is { } mapper ? new(mapper, pairs, message, taken) : null;

    /// <summary>Writes a record. Returns false when no profile has mapped it.</summary>
    public bool TryWrite(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (_pairs.Find(record) is not { } mapped)
        {
            return false;
        }

        Span<byte> room = stackalloc byte[32];
        (long seconds, int nanoseconds) = record.EventTime;
        int length = TimeReader.Format(seconds, nanoseconds, room);
        if (_time is not null)
        {
            _leading.TryWritePair(_time, room, length, ref writer);
        }

        if (_severity is not null && mapped.Severity >= 0)
        {
            mapped.Severity.TryFormat(room, out length, default, CultureInfo.InvariantCulture);
            _leading.TryWritePair(_severity, room, length, ref writer);
        }

        _pairs.Write(record, mapped, ref writer);
        return true;
    }
}
