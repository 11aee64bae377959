namespace SlsSyslog.Serialization;

/// <summary>
/// The envelope of RFC 5424: header, structured data, then a body. Where the body writes nothing, nothing stands behind the
/// structured data.
/// </summary>
public sealed class Rfc5424Formatter : IMessageFormatter
{
    private readonly Rfc5424Header _header;
    private readonly StructuredDataField _structuredData;
    private readonly IMessageFormatter? _body;
    private readonly bool _writesBom;
    private readonly bool _escapesBidi;

    /// <summary>Makes the formatter of messages that end with their structured data.</summary>
    /// <param name="options">The header and the structured data.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public Rfc5424Formatter(Rfc5424Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionFaults faults = new();
        _header = Rfc5424Header.Compile(options, faults);
        _structuredData = StructuredDataField.Compile(options, faults);
        faults.ThrowIfAny(nameof(Rfc5424Options));
        _writesBom = options.WriteBom;
        _escapesBidi = options.EscapeBidi;
    }

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The header and the structured data.</param>
    /// <param name="body">Writes what follows: MSG.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public Rfc5424Formatter(Rfc5424Options options, IMessageFormatter body)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(body);
        _body = body;
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.EscapesBidi = _escapesBidi;
        _header.Write(record, record.Table.GetCache(this), ref writer);
        _structuredData.Write(record, ref writer);
        if (_body is null)
        {
            return;
        }

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
