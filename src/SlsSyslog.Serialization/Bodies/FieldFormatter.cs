namespace SlsSyslog.Serialization;

/// <summary>Writes the value of one field, such as <c>__raw__</c> or <c>content</c>, without changes.</summary>
/// <remarks>
/// With framing by line feeds, line breaks and NUL in the value become spaces. A record without the field has an empty message. A gap
/// record begins with <c>__slssyslog_gap__=true</c>, and a heartbeat record with <c>__slssyslog_heartbeat__=true</c>; in a value, these names
/// become <c>__slssyslog_log__</c> and <c>__slssyslog_heart_log__</c>.
/// </remarks>
public sealed class FieldFormatter : IMessageFormatter
{
    private readonly RecordVariable? _variable;
    private readonly bool _marksTruncation;

    /// <summary>Initializes a new instance of the <see cref="FieldFormatter"/> class.</summary>
    /// <param name="field">The key of the field, or <c>__topic__</c>, <c>__source__</c>, <c>__tag__:name</c>.</param>
    /// <exception cref="ArgumentException">The variable does not exist.</exception>
    public FieldFormatter(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        OptionErrors errors = new();
        _variable = RecordVariable.Parse(field, nameof(field), errors);
        errors.ThrowIfAny(nameof(field));
    }

    internal FieldFormatter(string field, bool marksTruncation)
        : this(field) => _marksTruncation = marksTruncation;

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        if (!record.IsLog)
        {
            Marks.WriteMarked(record, ref writer);
        }
        else if (Marks.TryReserve(_marksTruncation, ref writer))
        {
            writer.WriteRaw(_variable!.Find(record));
            writer.CountSanitized(Marks.Disarm(writer.WrittenSince(start)));
            Marks.WriteIfTruncated(_marksTruncation, start, ref writer);
        }
    }
}
