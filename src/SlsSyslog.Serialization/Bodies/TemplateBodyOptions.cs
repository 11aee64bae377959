namespace SlsSyslog.Serialization;

/// <summary>Specifies a body that is a text with variables.</summary>
public sealed class TemplateBodyOptions : BodyOptions
{
    /// <summary>Gets or sets the template, such as <c>user={user|nobody} from {__source__}</c>. Required.</summary>
    /// <value>The default is empty.</value>
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (string.IsNullOrEmpty(Text))
        {
            errors.Add(nameof(Text), "The value is missing.", "Specify a template such as user={user} from {__source__}.");
        }

        SyslogTemplate.Parse(Text, nameof(Text), errors);
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new TemplateFormatter(Text, message.MarkTruncation);
    }
}
