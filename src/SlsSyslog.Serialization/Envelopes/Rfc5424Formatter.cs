namespace SlsSyslog.Serialization;

/// <summary>Writes messages of RFC 5424: header, structured data and a body. Without a body, the structured data are the end.</summary>
public sealed class Rfc5424Formatter : IMessageFormatter
{
    // The header of a CEF or LEEF body with default texts, and the mark of a truncated message.
    private const int MinBodyRoom = 160;

    // A space and "-".
    private const int NilRoom = 2;

    private readonly Rfc5424Header _header;
    private readonly StructuredDataField _structuredData;
    private readonly IMessageFormatter? _body;
    private readonly bool _writesBom;
    private readonly bool _escapesBidi;

    /// <summary>Initializes a new instance of the <see cref="Rfc5424Formatter"/> class.</summary>
    /// <param name="message">The options of the header and the structured data.</param>
    /// <param name="body">The formatter of MSG; <see langword="null"/> for messages that end with their structured data.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public Rfc5424Formatter(MessageOptions message, IMessageFormatter? body = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        message.ThrowIfSharedInvalid(nameof(message));
        _header = Rfc5424Header.Compile(message);
        _structuredData = StructuredDataField.Compile(message.Rfc5424);
        _body = body;
        _writesBom = message.Rfc5424.WriteBom;
        _escapesBidi = message.EscapeBidi;
        SequenceNumbers = message.Rfc5424.SequenceId ? new SequenceNumbers() : null;
    }

    /// <summary>Gets what numbers the messages; null if they have no numbers.</summary>
    internal SequenceNumbers? SequenceNumbers { get; }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.EscapesBidi = _escapesBidi;
        _header.Write(record, record.Table.GetCache(this), ref writer);
        if (_body is null)
        {
            _structuredData.Write(record, ref writer);
            if (!record.IsLog)
            {
                writer.WriteLiteral(" "u8);
                Marks.WriteMarked(record, ref writer);
            }

            return;
        }

        // Elements that would leave no room for the start of the body are omitted.
        int bodyRoom = Math.Clamp(writer.Room - NilRoom, 0, MinBodyRoom);
        writer.TryReserve(bodyRoom);
        _structuredData.Write(record, ref writer);
        writer.Release(bodyRoom);
        writer.Continue();

        SyslogWriter beforeBody = writer;
        writer.WriteLiteral(_writesBom ? " \uFEFF"u8 : " "u8);
        int bodyStart = writer.BodyStart = writer.BytesWritten;
        _body.Format(record, ref writer);
        if (writer.BytesWritten == bodyStart)
        {
            bool isFull = writer.IsTruncated;
            writer = beforeBody;
            if (isFull)
            {
                writer.Truncate();
            }
        }
        else if (_writesBom)
        {
            writer.RemoveIf(bodyStart, "\uFEFF"u8);
        }
    }
}
