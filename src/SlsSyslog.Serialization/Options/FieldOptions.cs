namespace SlsSyslog.Serialization;

/// <summary>Specifies which pairs of a record a body writes, and how.</summary>
/// <remarks>
/// Pairs have the names that the tools of SLS use: each field by its key, then <c>__topic__</c>, <c>__source__</c>,
/// <c>__time_ns_part__</c> and <c>__tag__:name</c>. A name that ends with <c>*</c> matches all names with that prefix, except in
/// <see cref="Rename"/>. All options match the original names.
/// </remarks>
public sealed class FieldOptions : IValidatedOptions
{
    /// <summary>Gets or sets the names of the pairs to write. A trailing <c>*</c> matches any suffix.</summary>
    /// <value>The default is empty: all pairs are written.</value>
    public IList<string> Include { get; set; } = [];

    /// <summary>Gets or sets the names of the pairs to omit. A trailing <c>*</c> matches any suffix. Exclusion overrides inclusion.</summary>
    /// <value>The default is empty.</value>
    public IList<string> Exclude { get; set; } = [];

    /// <summary>Gets or sets the new names of pairs, by their original names.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Rename { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets how to mask the values of pairs, by name: <c>all</c> writes <c>***</c>; <c>keep-last-4</c> writes <c>***</c> and the
    /// last four characters.
    /// </summary>
    /// <value>The default is empty.</value>
    /// <remarks><c>keep-last-</c> accepts a number from 1 to 99. A value that is not longer than the part to keep is masked completely.</remarks>
    public IDictionary<string, string> Mask { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    internal bool HidesPairs => Include.Count + Exclude.Count + Mask.Count > 0;

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        foreach ((string name, string mask) in Mask)
        {
            if (FieldMask.TryParse(mask) is null)
            {
                errors.Add($"{nameof(Mask)}:{name}", $"'{mask}' is not a valid mask.", "Specify all, or keep-last-4 with a number from 1 to 99.");
            }
        }

        foreach (string name in Rename.Keys)
        {
            if (name.EndsWith('*'))
            {
                errors.Add(
                    $"{nameof(Rename)}:{name}",
                    $"The pattern '{name}' would give several fields the same name.",
                    "Specify the name of one field without *.");
            }
        }
    }

    /// <summary>Copies the options with more fields that are not written.</summary>
    internal FieldOptions WithExcluded(IEnumerable<string> names) =>
        new() { Include = Include, Exclude = [.. Exclude, .. names], Rename = Rename, Mask = Mask };
}
