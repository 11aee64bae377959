namespace SlsSyslog.Serialization;

/// <summary>
/// Specifies the CEF body: <c>CEF:0|Vendor|Product|Version|EventClassId|Name|Severity|key=value key=value</c>. The texts of the header
/// and of <see cref="Extension"/> are templates such as <c>{key|text}</c>.
/// </summary>
/// <remarks>
/// The fields follow the extension; when a profile matches the record, its values with the keys of ArcSight's dictionary precede them.
/// <see cref="FieldOptions.Rename"/> gives them the keys of CEF. In a key, every byte except letters,
/// digits, <c>_</c> and <c>.</c> becomes <c>_</c>. The severities emergency to debug become 10, 9, 8, 7, 5, 3, 2 and 1.
/// </remarks>
public sealed class CefOptions : BodyOptions
{
    internal const string DefaultProduct = "SLS";
    internal const string DefaultClassId = "{__topic__|log}";

    /// <summary>Gets or sets the template of the device vendor.</summary>
    /// <value>The default is <c>Alibaba Cloud</c>.</value>
    public string Vendor { get; set; } = "Alibaba Cloud";

    /// <summary>Gets or sets the template of the device product.</summary>
    /// <value>The default is <c>SLS</c>, or the product of the profile that matches the record.</value>
    public string Product { get; set; } = DefaultProduct;

    /// <summary>Gets or sets the template of the device version.</summary>
    /// <value>The default is <c>1.0</c>.</value>
    public string Version { get; set; } = "1.0";

    /// <summary>Gets or sets the template of the event class, which must be stable and not translated.</summary>
    /// <value>The default is <c>{__topic__|log}</c>, or <c>{event.code}</c> when a profile matches the record.</value>
    public string EventClassId { get; set; } = DefaultClassId;

    /// <summary>Gets or sets the template of the event name for human readers.</summary>
    /// <value>The default is <c>{__topic__|log}</c>, or <c>{event.title}</c> when a profile matches the record.</value>
    public string Name { get; set; } = DefaultClassId;

    /// <summary>Gets or sets the key of the time of the record in milliseconds since 1970. An empty value omits the time.</summary>
    /// <value>The default is <c>rt</c>.</value>
    public string TimeKey { get; set; } = "rt";

    /// <summary>Gets or sets pairs that precede the fields: keys and templates of the values. A pair with an empty value is omitted.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Extension { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        SyslogTemplate.Parse(Vendor, nameof(Vendor), errors);
        SyslogTemplate.Parse(Product, nameof(Product), errors);
        SyslogTemplate.Parse(Version, nameof(Version), errors);
        SyslogTemplate.Parse(EventClassId, nameof(EventClassId), errors);
        SyslogTemplate.Parse(Name, nameof(Name), errors);
        SyslogTemplate.ParseAll(Extension, nameof(Extension), errors);
        LeadingPairs.CheckKeys(CefFormatter.Layout, [(TimeKey, nameof(TimeKey))], Extension.Keys, nameof(Extension), errors);
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new CefFormatter(this, message);
}
