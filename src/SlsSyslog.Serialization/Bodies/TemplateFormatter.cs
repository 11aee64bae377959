namespace SlsSyslog.Serialization;

/// <summary>
/// Text with variables: <c>user={user|nobody} from {__source__}</c>. <c>{key}</c> stands for the field with that key,
/// <c>{key|text}</c> gives a text for when it is absent or empty, <c>{{</c> and <c>}}</c> stand for braces. Values are data: control
/// characters in them become <c>\n \r \t \u00XX</c>, invalid UTF-8 becomes U+FFFD.
/// </summary>
public sealed class TemplateFormatter : IMessageFormatter
{
    private readonly SyslogTemplate _template;

    /// <summary>Initializes a new instance.</summary>
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
