namespace SlsSyslog.Serialization;

/// <summary>
/// The envelope of RFC 5424: header, structured data, then a body. Where the body writes nothing, nothing stands behind the
/// structured data.
/// </summary>
public sealed class Rfc5424Formatter : IMessageFormatter
{
    private readonly Rfc5424Header _header;
    private readonly IMessageFormatter _body;

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The header.</param>
    /// <param name="body">Writes what follows the header: MSG.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public Rfc5424Formatter(Rfc5424Options options, IMessageFormatter body)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(body);
        OptionFaults faults = new();
        _header = Rfc5424Header.Compile(options, faults);
        faults.ThrowIfAny(nameof(Rfc5424Options));
        _body = body;
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        _header.Write(record, record.Table.GetCache(this), ref writer);
        writer.WriteLiteral(" -"u8);
        int beforeBody = writer.BytesWritten;
        writer.WriteLiteral(" "u8);
        int bodyStart = writer.BytesWritten;
        _body.Format(record, ref writer);
        if (writer.BytesWritten == bodyStart)
        {
            writer.RollBack(beforeBody);
        }
    }
}
