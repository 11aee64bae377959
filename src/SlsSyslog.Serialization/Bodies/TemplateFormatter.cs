namespace SlsSyslog.Serialization;

/// <summary>Writes a text with variables: <c>user={user|nobody} from {__source__}</c>.</summary>
/// <remarks>
/// <c>{key}</c> is replaced by the value of the field with that key; <c>{key|text}</c> specifies a text for an absent or empty value;
/// <c>{{</c> and <c>}}</c> represent braces. Values are data: control characters in them become <c>\n \r \t \u00XX</c>, and invalid UTF-8
/// becomes U+FFFD. A gap record begins with <c>__slssyslog_gap__=true</c>, and a heartbeat record with
/// <c>__slssyslog_heartbeat__=true</c>; in other messages, these names become <c>__slssyslog_log__</c> and <c>__slssyslog_heart_log__</c>.
/// </remarks>
public sealed class TemplateFormatter : IMessageFormatter
{
    private readonly SyslogTemplate _template;
    private readonly bool _marksTruncation;

    /// <summary>Initializes a new instance of the <see cref="TemplateFormatter"/> class.</summary>
    /// <param name="template">The template.</param>
    /// <exception cref="ArgumentException">The template is invalid. The message describes the error and its fix.</exception>
    public TemplateFormatter(string template)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        OptionErrors errors = new();
        _template = SyslogTemplate.Parse(template, nameof(template), errors);
        errors.ThrowIfAny(nameof(template));
    }

    internal TemplateFormatter(string template, bool marksTruncation)
        : this(template) => _marksTruncation = marksTruncation;

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
            _template.Write(record, EscapeSet.ControlsOnly, ref writer);
            Marks.WriteIfTruncated(_marksTruncation, start, ref writer);
        }
    }
}
