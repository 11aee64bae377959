namespace SlsSyslog.Serialization;

/// <summary>
/// Specifies the LEEF body of QRadar: <c>LEEF:1.0|Vendor|Product|Version|EventId|key=value</c> with pairs separated by tabs, or LEEF 2.0
/// with a custom delimiter. The texts of the header and of <see cref="Attributes"/> are templates such as <c>{key|text}</c>.
/// </summary>
/// <remarks>
/// The fields follow the attributes; when a profile matches the record, its values with the keys of LEEF precede them.
/// <see cref="FieldOptions.Rename"/> gives them the keys of LEEF. The severities emergency to debug
/// become 10, 9, 8, 7, 5, 3, 2 and 1.
/// </remarks>
public sealed class LeefOptions : BodyOptions
{
    internal const string Version1 = "1.0";
    internal const string Version2 = "2.0";
    internal const string DefaultProduct = "SLS";
    internal const string DefaultEventId = "{__topic__|log}";

    /// <summary>Gets or sets the version of the format: <c>1.0</c> or <c>2.0</c>.</summary>
    /// <value>The default is <c>1.0</c>, which every QRadar version accepts.</value>
    public string FormatVersion { get; set; } = Version1;

    /// <summary>
    /// Gets or sets the delimiter between pairs in LEEF 2.0: a tab, or one printable ASCII character except letters, digits, <c>\</c>,
    /// <c>|</c> and <c>=</c>. LEEF 1.0 allows only a tab.
    /// </summary>
    /// <value>The default is a tab.</value>
    public string Delimiter { get; set; } = "\t";

    /// <summary>Gets or sets the template of the device vendor.</summary>
    /// <value>The default is <c>Alibaba Cloud</c>.</value>
    public string Vendor { get; set; } = "Alibaba Cloud";

    /// <summary>Gets or sets the template of the device product.</summary>
    /// <value>The default is <c>SLS</c>, or the product of the profile that matches the record.</value>
    public string Product { get; set; } = DefaultProduct;

    /// <summary>Gets or sets the template of the product version.</summary>
    /// <value>The default is <c>1.0</c>.</value>
    public string Version { get; set; } = "1.0";

    /// <summary>
    /// Gets or sets the template of the event ID. QRadar maps it, together with <c>cat</c>, to the name of the event, so it must be stable.
    /// </summary>
    /// <value>The default is <c>{__topic__|log}</c>, or <c>{event.code}</c> when a profile matches the record.</value>
    public string EventId { get; set; } = DefaultEventId;

    /// <summary>Gets or sets the key of the severity. An empty value omits the severity.</summary>
    /// <value>The default is <c>sev</c>.</value>
    public string SeverityKey { get; set; } = "sev";

    /// <summary>Gets or sets the key of the time of the record in milliseconds since 1970. An empty value omits the time.</summary>
    /// <value>The default is <c>devTime</c>.</value>
    public string TimeKey { get; set; } = "devTime";

    /// <summary>Gets or sets pairs that precede the fields: keys and templates of the values. A pair with an empty value is omitted.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> Attributes { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override bool WritesFields => true;

    /// <inheritdoc/>
    public override void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (FormatVersion is not (Version1 or Version2))
        {
            errors.Add(nameof(FormatVersion), $"'{FormatVersion}' is not a valid version of LEEF.", $"Specify {Version1} or {Version2}.");
        }

        CheckDelimiter(errors);
        SyslogTemplate.Parse(Vendor, nameof(Vendor), errors);
        SyslogTemplate.Parse(Product, nameof(Product), errors);
        SyslogTemplate.Parse(Version, nameof(Version), errors);
        SyslogTemplate.Parse(EventId, nameof(EventId), errors);
        SyslogTemplate.ParseAll(Attributes, nameof(Attributes), errors);
        LeadingPairs.CheckKeys(
            LeefFormatter.CreateLayout((byte)'\t'),
            [(SeverityKey, nameof(SeverityKey)), (TimeKey, nameof(TimeKey))],
            Attributes.Keys,
            nameof(Attributes),
            errors);
    }

    /// <inheritdoc/>
    public override IMessageFormatter CreateFormatter(MessageOptions message) => new LeefFormatter(this, message);

    private void CheckDelimiter(OptionErrors errors)
    {
        char delimiter = Delimiter is { Length: 1 } ? Delimiter[0] : '\0';
        if (delimiter == '\t')
        {
            return;
        }

        if (FormatVersion != Version2)
        {
            errors.Add(
                nameof(Delimiter),
                $"'{Delimiter}' is not a valid delimiter of LEEF 1.0, which separates pairs with tabs.",
                $"Remove {nameof(Delimiter)}, or set {nameof(FormatVersion)} to {Version2}.");
        }
        else if (delimiter is < ' ' or > '~' or '\\' or '|' or '=' || char.IsAsciiLetterOrDigit(delimiter))
        {
            errors.Add(
                nameof(Delimiter),
                $"'{Delimiter}' is not a valid delimiter.",
                @"Specify a tab, or one printable ASCII character except letters, digits, \, | and =.");
        }
    }
}
