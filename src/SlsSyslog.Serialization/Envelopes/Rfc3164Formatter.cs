namespace SlsSyslog.Serialization;

/// <summary>
/// The envelope of RFC 3164: <c>&lt;14>Jan  5 16:09:10 host tag[pid]: </c> and a body. With an empty
/// <see cref="HeaderOptions.AppName"/> there is no tag and the body follows the host, as receivers of CEF and LEEF have it.
/// </summary>
public sealed class Rfc3164Formatter : IMessageFormatter
{
    private readonly Rfc3164Header _header;
    private readonly IMessageFormatter _body;
    private readonly bool _escapesBidi;

    /// <summary>Makes the formatter.</summary>
    /// <param name="options">The header.</param>
    /// <param name="body">Writes what follows the header.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and the mend.</exception>
    public Rfc3164Formatter(Rfc3164Options options, IMessageFormatter body)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(body);
        OptionFaults faults = new();
        _header = Rfc3164Header.Compile(options, faults, bodyBeginsWithItsName: body is CefFormatter or LeefFormatter);
        faults.ThrowIfAny(nameof(Rfc3164Options));
        _body = body;
        _escapesBidi = options.EscapeBidi;
    }

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.EscapesBidi = _escapesBidi;
        _header.Write(record, record.Table.GetCache(this), ref writer);
        writer.BodyStart = writer.BytesWritten;
        _body.Format(record, ref writer);
    }
}
