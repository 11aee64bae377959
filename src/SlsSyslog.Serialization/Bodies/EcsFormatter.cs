namespace SlsSyslog.Serialization;

/// <summary>Writes the Elastic Common Schema: <c>{"@timestamp":"...","event":{"action":"ConsoleSignin"},"user":{"name":"alice"}}</c>.</summary>
/// <remarks>
/// Integers and booleans are written without quotation marks, and <c>event.category</c>, <c>event.type</c> and other lists as arrays. Fields that
/// the profile does not map are written below <c>aliyun.raw</c> and the name of the profile; dotted names become nested objects. A value whose
/// name is also an object is the member <c>_value</c> of that object, and a repeated name has an array of its values. What does not fit is cut or
/// omitted, and the objects are closed, so the output is always valid.
/// </remarks>
public sealed class EcsFormatter : IMessageFormatter
{
    private readonly EventMapper? _mapper;
    private readonly EcsDocument _plain;
    private readonly EcsDocument[] _documents;
    private readonly RecordTime _time;
    private readonly byte[] _mark;

    /// <summary>Initializes a new instance of the <see cref="EcsFormatter"/> class.</summary>
    /// <param name="options">The options of the body.</param>
    /// <param name="message">The profiles, the fields and the mark of truncated messages; <see langword="null"/> for default values.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public EcsFormatter(EcsOptions options, MessageOptions? message = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        message ??= new();
        message.ThrowIfSharedInvalid(nameof(message));
        _mapper = message.GetMapper();
        _time = RecordTime.Compile(message);
        _mark = message.MarkTruncation ? System.Text.Encoding.ASCII.GetBytes($",\"{FieldRules.TruncationMark}\":\"true\"") : [];
        _plain = new(message, null);
        _documents = Array.ConvertAll(_mapper?.Profiles ?? [], profile => new EcsDocument(message, profile));
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        SyslogWriter start = writer;
        if (!writer.TryReserve(1 + _mark.Length))
        {
            return;
        }

        writer.WriteLiteral("{\"@timestamp\":\""u8);
        WriteTime(record, ref writer);
        writer.WriteLiteral("\",\"ecs\":{\"version\":\"8.17.0\"}"u8);
        if (!record.IsLog)
        {
            writer.WriteLiteral(record.IsGap ? ",\"__slssyslog_gap__\":\"true\""u8 : ",\"__slssyslog_heartbeat__\":\"true\""u8);
        }

        record.Table.Part?.Write(UnmappedObject.Layout, ref writer);
        if (writer.IsTruncated)
        {
            writer = start;
            writer.Truncate();
            return;
        }

        MappedEvent? mapped = _mapper?.Find(record);
        EcsDocument document = mapped is null ? _plain : _documents[mapped.Profile!.Number];
        document.Write(record, mapped, ref writer);
        if (_mark.Length > 0 && writer.HasLostContent)
        {
            writer.WriteReserved(_mark);
        }
        else
        {
            writer.Release(_mark.Length);
        }

        writer.WriteReserved("}"u8);
    }

    private void WriteTime(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (!_time.TryGet(record, out long seconds, out int nanoseconds))
        {
            writer.CountSanitized(1);
        }

        const long EarliestSecond = -62_135_596_800; // 0001-01-01T00:00:00Z
        const long LatestSecond = 253_402_300_799; // 9999-12-31T23:59:59Z
        seconds = Math.Clamp(seconds, EarliestSecond, LatestSecond);
        FormatterCache cache = record.Table.GetCache(this);
        if (seconds != cache.TimeSecond)
        {
            Span<byte> text = stackalloc byte[19];
            DateTime.UnixEpoch.AddSeconds(seconds).TryFormat(text, out _, "s", CultureInfo.InvariantCulture);
            SyslogWriter time = cache.Time.Begin();
            time.WriteLiteral(text);
            cache.Time.End(time);
            cache.TimeSecond = seconds;
        }

        if (!cache.Time.TryWriteTo(ref writer))
        {
            writer.Truncate();
        }

        Iso8601.WriteFraction(nanoseconds, 6, always: false, ref writer);
        writer.WriteLiteral("Z"u8);
    }
}
