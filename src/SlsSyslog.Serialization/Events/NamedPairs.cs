using System.Globalization;

namespace SlsSyslog.Serialization;

/// <summary>Writes mapped records by the names of the vocabulary: the time, the severity, the values, then all other fields.</summary>
internal sealed class NamedPairs
{
    private static readonly string[] OwnKeys = ["@timestamp", "event.severity"];

    private readonly MappedPairs _pairs;
    private readonly PairWriter _leading;
    private readonly PairKey _time;
    private readonly PairKey _severity;

    private NamedPairs(EventMapper mapper, PairWriter pairs, MessageOptions message)
    {
        _pairs = new(mapper, pairs, message, OutputKeys.ForNames, OwnKeys, mapper.GetReservedNames());
        _leading = new(pairs.Layout, FieldRules.All, marksTruncation: false);
        _time = LeadingPairs.CompileKey(OwnKeys[0], pairs.Layout);
        _severity = LeadingPairs.CompileKey(OwnKeys[1], pairs.Layout);
    }

    /// <summary>Creates the writer; null when the options do not ask for mapped names.</summary>
    public static NamedPairs? Create(PairWriter pairs, MessageOptions message) =>
        message.UseMappedNames && message.GetMapper() is { } mapper ? new(mapper, pairs, message) : null;

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
        _leading.TryWritePair(_time, room, length, ref writer);
        if (mapped.Severity >= 0)
        {
            mapped.Severity.TryFormat(room, out length, default, CultureInfo.InvariantCulture);
            _leading.TryWritePair(_severity, room, length, ref writer);
        }

        _pairs.Write(record, mapped, ref writer);
        return true;
    }
}
