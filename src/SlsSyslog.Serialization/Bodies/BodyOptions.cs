namespace SlsSyslog.Serialization;

/// <summary>Represents the options of a body format. The type selects the format: <see cref="MessageOptions.Body"/>.</summary>
public abstract class BodyOptions : IValidatedOptions
{
    /// <summary>Initializes a new instance of the <see cref="BodyOptions"/> class.</summary>
    protected BodyOptions() => FormatName = BodyFormats.FindName(GetType()) ?? nameof(MessageOptions.Body);

    /// <summary>Gets the name of the body format, of the section that contains these options, and of their path in errors.</summary>
    /// <value>The name in <see cref="BodyFormats.BuiltIn"/> or of the <see cref="BodyFormat"/> that created the options, or <c>Body</c>.</value>
    public string FormatName { get; internal set; }

    /// <summary>
    /// Gets a value that indicates whether the body writes the fields that <see cref="MessageOptions.Fields"/> selects. When it does not,
    /// selecting or masking fields is an error.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public virtual bool WritesFields => false;

    /// <inheritdoc/>
    public abstract void Validate(OptionErrors errors);

    /// <summary>Creates the formatter of the body. Called after the options and the message have been validated.</summary>
    /// <param name="message">The options of the message that contains the body.</param>
    /// <returns>A formatter that any number of threads can use; <see langword="null"/> for messages without a body.</returns>
    public abstract IMessageFormatter? CreateFormatter(MessageOptions message);
}
