namespace SlsSyslog.Serialization;

/// <summary>Gets the time of a record: the time that SLS stores, or the value of a field.</summary>
internal sealed class RecordTime : IRecordStep
{
    private readonly RecordVariable? _field;
    private readonly EventTimeParser _parser;

    private RecordTime(RecordVariable? field, EventTimeParser parser)
    {
        _field = field;
        _parser = parser;
    }

    public static RecordTime Compile(MessageOptions message) => new(
        message.TimeField is null ? null : RecordVariable.Parse(message.TimeField),
        EventTimeParser.Create(message.TimeFormat, message.TimeZoneOfField));

    /// <summary>Gets the time. Returns false when the field does not contain a valid time; the result is then the time of SLS.</summary>
    public bool TryGet(scoped LogRecord record, out long unixSeconds, out int nanoseconds)
    {
        if (_field is null || !_parser.TryParse(_field.Find(record), out unixSeconds, out nanoseconds))
        {
            (unixSeconds, nanoseconds) = record.EventTime;
            return _field is null;
        }

        return true;
    }

    /// <summary>Counts a time that cannot be read. The formatter then writes the time of SLS.</summary>
    public LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts)
    {
        counts.UnreadableTimes += !record.IsLog || TryGet(record, out _, out _) ? 0 : 1;
        return record;
    }
}
