namespace SlsSyslog.Serialization;

/// <summary>
/// The CEF body: <c>CEF:0|Vendor|Product|Version|EventClassId|Name|Severity|key=value key=value</c>. The texts of the header and of
/// <see cref="Extension"/> are templates: <c>{key|text}</c>.
/// </summary>
public sealed class CefOptions
{
    /// <summary>The vendor of the device. Default <c>Alibaba Cloud</c>.</summary>
    public string Vendor { get; set; } = "Alibaba Cloud";

    /// <summary>The product. Default <c>SLS</c>.</summary>
    public string Product { get; set; } = "SLS";

    /// <summary>The product's version. Default <c>1.0</c>.</summary>
    public string Version { get; set; } = "1.0";

    /// <summary>What kind of event it is, stable and untranslated. Default: the topic of the log's group, else <c>log</c>.</summary>
    public string EventClassId { get; set; } = "{__topic__|log}";

    /// <summary>The event in words. Default: the topic of the log's group, else <c>log</c>.</summary>
    public string Name { get; set; } = "{__topic__|log}";

    /// <summary>
    /// Where the severity comes from. Emergency to debug become 10, 9, 8, 7, 5, 3, 2, 1. Default: <c>info</c> for every message.
    /// </summary>
    public SeverityOptions Severity { get; set; } = new();

    /// <summary>The key that gets the log's time in milliseconds since 1970; empty for none. Default <c>rt</c>.</summary>
    public string TimeKey { get; set; } = "rt";

    /// <summary>
    /// Pairs in front of the fields: the key, and a template for the value; a pair whose value is empty is left out. Default: none.
    /// </summary>
    public IDictionary<string, string> Extension { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Which fields are written behind them, and by which keys of CEF: <see cref="FieldOptions.Rename"/>. A key is letters, digits,
    /// <c>_</c> and <c>.</c>; every other byte becomes <c>_</c>. Default: all fields by their own names.
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
        CefFormatter.Compile(this, faults);
        return faults.Found;
    }
}
