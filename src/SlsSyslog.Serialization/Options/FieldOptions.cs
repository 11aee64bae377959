namespace SlsSyslog.Serialization;

/// <summary>
/// Which pairs of a record a body writes, and how. Pairs are named as SLS' own tools name them: the fields by their keys, then
/// <c>__topic__</c>, <c>__source__</c>, <c>__time_ns_part__</c> and <c>__tag__:name</c>. A name that ends with <c>*</c> stands for
/// all that begin so. All of it goes by the original names.
/// </summary>
public sealed class FieldOptions
{
    /// <summary>The names that are written. Default empty: all.</summary>
    public IList<string> Include { get; set; } = [];

    /// <summary>The names that are left out; wins over <see cref="Include"/>. Default empty.</summary>
    public IList<string> Exclude { get; set; } = [];

    /// <summary>New names. Default empty.</summary>
    public IDictionary<string, string> Rename { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Names whose values are hidden: <c>all</c> writes <c>***</c>, <c>keep-last-4</c> writes <c>***</c> and the last four
    /// characters (any number from 1 to 99), or <c>***</c> alone where there are no more than that. Default empty.
    /// </summary>
    public IDictionary<string, string> Mask { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
