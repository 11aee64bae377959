namespace SlsSyslog.Serialization;

/// <summary>Specifies the registered element <c>origin</c> (RFC 5424 7.2). It is written when at least one value is set.</summary>
public sealed class OriginOptions : IValidatedOptions
{
    /// <summary>Gets or sets the addresses of the sender.</summary>
    /// <value>The default is empty.</value>
    public IList<string> Ip { get; set; } = [];

    /// <summary>Gets or sets the private enterprise number of the sender, with periods between sub-identifiers.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? EnterpriseId { get; set; }

    /// <summary>Gets or sets the name of the software, at most 48 characters.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? Software { get; set; }

    /// <summary>Gets or sets the version of the software, at most 32 characters.</summary>
    /// <value>The default is <see langword="null"/>.</value>
    public string? SwVersion { get; set; }

    internal bool IsSet =>
        Ip.Count > 0 || !string.IsNullOrEmpty(EnterpriseId) || !string.IsNullOrEmpty(Software) || !string.IsNullOrEmpty(SwVersion);

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (!string.IsNullOrEmpty(EnterpriseId) && !SdId.IsEnterpriseNumber(EnterpriseId))
        {
            errors.Add(
                nameof(EnterpriseId),
                $"'{EnterpriseId}' is not a valid enterprise number.",
                "Specify digits, with periods between sub-identifiers (RFC 5424 7.2.2).");
        }

        CheckLength(Software, 48, nameof(Software), errors);
        CheckLength(SwVersion, 32, nameof(SwVersion), errors);
    }

    private static void CheckLength(string? value, int maxLength, string path, OptionErrors errors)
    {
        if (value is not null && value.Length > maxLength)
        {
            errors.Add(path, $"'{value}' is too long ({value.Length} characters).", $"Specify at most {maxLength} characters (RFC 5424 7.2).");
        }
    }
}
