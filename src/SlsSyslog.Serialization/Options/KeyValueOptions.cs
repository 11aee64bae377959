namespace SlsSyslog.Serialization;

/// <summary>The key-value body: <c>||key=value||key=value</c>.</summary>
public sealed class KeyValueOptions
{
    /// <summary>
    /// What stands before every pair, also the first. 1 to 16 printable ASCII characters; the first, which is escaped in keys and
    /// values, is no letter, digit or backslash. Default <c>||</c>.
    /// </summary>
    public string Separator { get; set; } = "||";

    /// <summary>
    /// What stands between a key and its value: 1 to 16 printable ASCII characters; the first, which is escaped in keys, is no
    /// letter, digit or backslash, nor the first of the separator. Default <c>=</c>.
    /// </summary>
    public string PairSign { get; set; } = "=";

    /// <summary>Which fields are written, and how. Default: all as they are.</summary>
    public FieldOptions Fields { get; set; } = new();

    /// <summary>
    /// Whether a message that is cut ends with the pair <c>__truncated__=true</c>; a field of that name becomes <c>__truncated___</c>.
    /// Default false.
    /// </summary>
    public bool MarkTruncation { get; set; }

    /// <summary>Finds everything that is wrong.</summary>
    /// <returns>Empty when the options can be used.</returns>
    public IReadOnlyList<OptionFault> FindFaults()
    {
        OptionFaults faults = new();
        KeyValueGrammar.Compile(this, faults);
        return faults.Found;
    }
}
