namespace SlsSyslog.Serialization;

/// <summary>Specifies the fields that are expanded in the records of some topics.</summary>
public sealed class ExpandRuleOptions : IValidatedOptions
{
    /// <summary>Gets or sets the topics of the records to which the rule applies. A trailing <c>*</c> matches any suffix.</summary>
    /// <value>The default is empty: the rule applies to every topic.</value>
    public IList<string> Topics { get; set; } = [];

    /// <summary>
    /// Gets or sets the keys of the fields that contain JSON, such as <c>event</c>. A number after a dot is an element of an array:
    /// <c>sourceIPs.0</c> makes the first element of the array in <c>sourceIPs</c> available under that name. Required.
    /// </summary>
    /// <value>The default is empty.</value>
    public IList<string> Fields { get; set; } = [];

    /// <summary>
    /// Gets or sets a value that indicates whether the elements of arrays also become fields, with their indexes as names:
    /// <c>event.resources.0</c>.
    /// </summary>
    /// <value>The default is <see langword="false"/>: arrays remain JSON text.</value>
    public bool Arrays { get; set; }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (Fields.Count == 0)
        {
            errors.Add(nameof(Fields), "The value is missing.", "Specify the keys of the fields that contain JSON, such as event.");
        }

        for (int i = 0; i < Fields.Count; i++)
        {
            if (string.IsNullOrEmpty(Fields[i]) || Fields[i].EndsWith('*') || Fields[i][0] == '.')
            {
                errors.Add($"{nameof(Fields)}:{i}", $"'{Fields[i]}' is not a valid field to expand.", "Specify the key of one field, such as event.");
            }
        }
    }
}
