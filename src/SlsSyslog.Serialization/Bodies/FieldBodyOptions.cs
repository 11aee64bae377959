namespace SlsSyslog.Serialization;

/// <summary>Specifies a body that consists of the value of one field.</summary>
public sealed class FieldBodyOptions : BodyOptions
{
    /// <summary>
    /// Gets or sets the key of the field, such as <c>content</c> or <c>__raw__</c>, or <c>__topic__</c>, <c>__source__</c> or
    /// <c>__tag__:name</c>.
    /// </summary>
    /// <value>The default is <c>content</c>.</value>
    public string Name { get; set; } = "content";

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors) => RecordVariable.Parse(Name ?? "", nameof(Name), errors);

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new FieldFormatter(Name, message.MarkTruncation);
    }
}
