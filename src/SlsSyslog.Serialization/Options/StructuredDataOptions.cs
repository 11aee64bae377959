namespace SlsSyslog.Serialization;

/// <summary>Specifies a structured data element (RFC 5424 6.3) that is built from the fields of a record.</summary>
public sealed class StructuredDataOptions : IValidatedOptions
{
    /// <summary>
    /// Gets or sets the SD-ID: <c>name@number</c> with at most 32 characters, where number is the private enterprise number of your
    /// organization. Required.
    /// </summary>
    /// <value>The default is empty.</value>
    /// <remarks>The number 32473 is reserved for documentation.</remarks>
    public string Id { get; set; } = "";

    /// <summary>
    /// Gets the options that select, rename and mask the fields that become parameters. In a parameter name, bytes that RFC 5424 does not
    /// allow are replaced by <c>_</c>, and names longer than 32 bytes are cut.
    /// </summary>
    /// <value>The default writes all fields.</value>
    public FieldOptions Fields { get; } = new();

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        SdId.Check(Id, nameof(Id), errors);
        errors.Validate(nameof(Fields), Fields);
    }
}
