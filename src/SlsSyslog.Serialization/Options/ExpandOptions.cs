namespace SlsSyslog.Serialization;

/// <summary>Specifies which fields contain JSON, and what becomes of it.</summary>
/// <remarks>
/// <para>
/// Numbers, <c>true</c> and <c>false</c> are copied as they are; strings are unescaped; <c>null</c> and empty strings give no field. A field of the
/// log takes precedence over an expanded one of the same name, then the first one does. JSON text in a string of the JSON is not expanded.
/// </para>
/// <para>
/// A field that is not valid JSON is kept unchanged and counted. To mask values in all records, mask the field that contains them as well.
/// </para>
/// </remarks>
public sealed class ExpandOptions : IValidatedOptions
{
    /// <summary>Gets or sets what becomes of a field that contains a JSON object.</summary>
    /// <value>The default is <see cref="ExpandForm.Flatten"/>.</value>
    public ExpandForm Form { get; set; }

    /// <summary>Gets or sets the number of levels of objects that are expanded. Deeper objects remain JSON text.</summary>
    /// <value>The default is 8.</value>
    [OptionRange(1, 32)]
    public int MaxDepth { get; set; } = 8;

    /// <summary>
    /// Gets or sets the maximum number of values that become fields in one record. What follows remains JSON text, under the name of the object
    /// that contains it.
    /// </summary>
    /// <value>The default is 256.</value>
    [OptionRange(1, 4096)]
    public int MaxFields { get; set; } = 256;

    /// <summary>Gets the rules. The first rule that matches the topic of a record applies.</summary>
    /// <value>The default is empty: nothing is expanded.</value>
    public OptionsList<ExpandRuleOptions> Rules { get; } = [];

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        for (int i = 0; i < Rules.Count; i++)
        {
            errors.Validate($"{nameof(Rules)}:{i}", Rules[i]);
        }
    }
}
