namespace SlsSyslog.Serialization;

/// <summary>
/// The LEEF body of QRadar: <c>LEEF:1.0|Vendor|Product|Version|EventId|key=value</c>, pairs separated by tabs, or LEEF 2.0 with a
/// separator of one's own. The texts of the header and of <see cref="Attributes"/> are templates: <c>{key|text}</c>.
/// </summary>
public sealed class LeefOptions
{
    /// <summary>The version of the format: <c>1.0</c> or <c>2.0</c>. Default <c>1.0</c>, which every QRadar takes.</summary>
    public string Format { get; set; } = "1.0";

    /// <summary>
    /// What stands between pairs in LEEF 2.0: one printable ASCII character that is no letter, digit, backslash, <c>|</c> or
    /// <c>=</c>, or a tab. Default: a tab, which is all that LEEF 1.0 knows.
    /// </summary>
    public string Delimiter { get; set; } = "\t";

    /// <summary>The vendor of the device. Default <c>Alibaba Cloud</c>.</summary>
    public string Vendor { get; set; } = "Alibaba Cloud";

    /// <summary>The product. Default <c>SLS</c>.</summary>
    public string Product { get; set; } = "SLS";

    /// <summary>The product's version. Default <c>1.0</c>.</summary>
    public string Version { get; set; } = "1.0";

    /// <summary>
    /// What kind of event it is; with <c>cat</c> it chooses QRadar's name for it, so it must be stable. Default: the topic of the
    /// log's group, else <c>log</c>.
    /// </summary>
    public string EventId { get; set; } = "{__topic__|log}";

    /// <summary>Where <see cref="SeverityKey"/> comes from. Emergency to debug become 10, 9, 8, 7, 5, 3, 2, 1. Default: <c>info</c>.</summary>
    public SeverityOptions Severity { get; set; } = new();

    /// <summary>The key that gets the severity; empty for none. Default <c>sev</c>.</summary>
    public string SeverityKey { get; set; } = "sev";

    /// <summary>The key that gets the log's time in milliseconds since 1970; empty for none. Default <c>devTime</c>.</summary>
    public string TimeKey { get; set; } = "devTime";

    /// <summary>
    /// Pairs in front of the fields: the key, and a template for the value; a pair whose value is empty is left out. Default: none.
    /// </summary>
    public IDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Which fields are written behind them, and by which keys of LEEF: <see cref="FieldOptions.Rename"/>. Default: all fields by
    /// their own names.
    /// </summary>
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
        LeefFormatter.Compile(this, faults);
        return faults.Found;
    }
}
