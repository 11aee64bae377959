namespace SlsSyslog.Serialization;

/// <summary>Specifies the JSON body: one flat object.</summary>
public sealed class JsonOptions : BodyOptions
{
    /// <summary>
    /// Gets or sets a value that indicates whether values that are valid JSON numbers with at most 15 digits are written without quotation
    /// marks.
    /// </summary>
    /// <value>The default is <see langword="false"/>: every value is a string.</value>
    public bool WriteNumbersUnquoted { get; set; }

    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new JsonFormatter(this, message);
}
