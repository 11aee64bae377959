namespace SlsSyslog.Serialization;

/// <summary>
/// Writes messages of RFC 3164: <c>&lt;14>Jan  5 16:09:10 host tag[pid]: </c> and a body. When <see cref="MessageOptions.AppName"/> is
/// empty, the tag is omitted and the body follows the host, as receivers of CEF and LEEF expect.
/// </summary>
public sealed class Rfc3164Formatter : IMessageFormatter
{
    private readonly Rfc3164Header _header;
    private readonly IMessageFormatter _body;
    private readonly bool _escapesBidi;

    /// <summary>Initializes a new instance of the <see cref="Rfc3164Formatter"/> class.</summary>
    /// <param name="message">The options of the header.</param>
    /// <param name="body">The formatter of the text after the header.</param>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public Rfc3164Formatter(MessageOptions message, IMessageFormatter body)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(body);
        message.ThrowIfSharedInvalid(nameof(message));
        _header = Rfc3164Header.Compile(message, bodyBeginsWithName: body is CefFormatter or LeefFormatter);
        _body = body;
        _escapesBidi = message.EscapeBidi;
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
