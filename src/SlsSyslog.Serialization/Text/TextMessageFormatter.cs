namespace SlsSyslog.Serialization;

/// <summary>Represents the base class of formatters that use strings.</summary>
/// <remarks>
/// Each record allocates about ten times its size; an <see cref="IMessageFormatter"/> allocates nothing. The returned text is data: control
/// characters become <c>\n \r \t \u00XX</c>. A gap record is written as <c>__slssyslog_gap__=true</c> and its fields, and is not passed to
/// <see cref="Format(TextRecord)"/>; in other records, the text <c>__slssyslog_gap__</c> becomes <c>__slssyslog_log__</c>.
/// </remarks>
public abstract class TextMessageFormatter : IMessageFormatter
{
    /// <summary>Formats one record. Several threads call this method at the same time. An exception affects only the current record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The body; empty for none.</returns>
    public abstract string Format(TextRecord record);

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (!record.IsLog)
        {
            Marks.WriteMarked(record, ref writer);
            return;
        }

        int start = writer.BytesWritten;
        writer.Write(Format(new TextRecord(record)).AsSpan());
        writer.CountSanitized(Marks.Disarm(writer.WrittenSince(start)));
    }
}
