namespace SlsSyslog.Serialization;

/// <summary>
/// The base of formatters that take and give strings. Each record costs objects, about ten times its size: an
/// <see cref="IMessageFormatter"/> costs none. What is returned is data as a whole: control characters in it become
/// <c>\n \r \t \u00XX</c>.
/// </summary>
public abstract class TextMessageFormatter : IMessageFormatter
{
    /// <summary>Makes the text of one record. Called by several threads at once; an exception loses only this record.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The body; empty for none.</returns>
    public abstract string Format(TextRecord record);

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer) => writer.Write(Format(new TextRecord(record)).AsSpan());
}
