namespace SlsSyslog.Serialization;

/// <summary>Specifies the JSON body: one flat object.</summary>
public sealed class JsonOptions : BodyOptions
{
    /// <summary>Gets or sets a value that indicates whether valid JSON numbers of at most 15 digits are written without quotation marks.</summary>
    /// <value>The default is <see langword="false"/>: every value is a string.</value>
    public bool WriteNumbersUnquoted { get; set; }

    /// <summary>
    /// Gets or sets the members that precede those of the record, by name: templates such as <c>{__time_iso__}</c>. The template
    /// <c>{__time__}</c> alone is written as a number. A member without a value is omitted. A field with one of these names gets an underscore.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Members { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        SyslogTemplate.ParseAll(Members, nameof(Members), errors);
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new JsonFormatter(this, message);
}
