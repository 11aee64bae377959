namespace SlsSyslog.Serialization;

/// <summary>Writes a text with variables: <c>user={user|nobody} from {__source__}</c>.</summary>
/// <remarks>
/// <c>{key}</c> is replaced by the value of the field with that key; <c>{key|text}</c> specifies a text for an absent or empty value;
/// <c>{{</c> and <c>}}</c> represent braces. Values are data: control characters in them become <c>\n \r \t \u00XX</c>, and invalid UTF-8
/// becomes U+FFFD.
/// </remarks>
public sealed class TemplateFormatter : IMessageFormatter
{
    private readonly SyslogTemplate _template;

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

    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer) => _template.Write(record, EscapeSet.ControlsOnly, ref writer);
}
