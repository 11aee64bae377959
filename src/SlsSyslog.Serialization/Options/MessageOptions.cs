namespace SlsSyslog.Serialization;

/// <summary>Specifies how a record becomes a syslog message: envelope, header, body and size.</summary>
/// <remarks>
/// <para>
/// Header options are templates: <c>{key}</c> is replaced by the value of the field with that key; <c>{__topic__}</c>,
/// <c>{__source__}</c> and <c>{__tag__:name}</c> by the values of the LogGroup; <c>{__time__}</c> (seconds since 1970) and
/// <c>{__time_iso__}</c> by the time that SLS stores with the record; <c>{__project__}</c>, <c>{__logstore__}</c> and <c>{__shard__}</c> by the
/// origin of the record. <c>{key|text}</c> specifies a text for an absent or empty value. <c>{{</c> and
/// <c>}}</c> represent braces.
/// </para>
/// <para>
/// Text that a header cannot contain is sanitized: a host name is converted with IDN, other bytes outside of 33 to 126 become <c>_</c>,
/// text that is too long is cut, and an empty text becomes <c>-</c>. Colons and brackets in a host become <c>-</c> and <c>_</c>, except in an
/// IPv6 address, which is written without brackets and port. The colon of <c>CEF:</c> and <c>LEEF:</c> becomes <c>_</c>, because
/// receivers of these formats search the whole line for them.
/// </para>
/// </remarks>
public sealed class MessageOptions : IValidatedOptions
{
    private BodyOptions _body = new KeyValueOptions();
    private EventMapper? _mapper;
    private IList<string>? _mapperList;
    private string[] _mapperNames = [];
    private ExpandForm _mapperForm;

    /// <summary>Gets the name of the preset that was applied last.</summary>
    /// <value>The default is <see langword="null"/>: no preset was applied.</value>
    public string? Preset { get; private set; }

    /// <summary>Gets or sets the envelope, which precedes the body.</summary>
    /// <value>The default is <see cref="SyslogEnvelope.Rfc5424"/>.</value>
    public SyslogEnvelope Envelope { get; set; }

    /// <summary>Gets or sets the body format and its options. The type of the options selects the format.</summary>
    /// <value>The default is <see cref="KeyValueOptions"/>.</value>
    public BodyOptions Body
    {
        get => _body;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _body = value;
        }
    }

    /// <summary>
    /// Gets or sets the maximum length of a message in bytes, without its frame. A control character counts as four bytes. Before you
    /// increase the value, increase the setting of the receiver: <c>maxMessageSize</c> of rsyslog (8096 bytes by default),
    /// <c>log-msg-size</c> of syslog-ng (65536 bytes by default).
    /// </summary>
    /// <value>The default is 8000.</value>
    /// <remarks>
    /// Every receiver accepts at least 480 bytes (RFC 5424 6.1). rsyslog reads the rest of a longer message as another message, which
    /// the writer of a log can forge.
    /// </remarks>
    [OptionRange(480, 16 * 1024 * 1024)]
    public int MaxBytes { get; set; } = FrameBuffer.DefaultMaxMessageBytes;

    /// <summary>Gets or sets the policy for a record whose message is longer than the maximum length.</summary>
    /// <value>The default is <see cref="OversizePolicy.Truncate"/>.</value>
    public OversizePolicy Oversize { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether a truncated message ends with the pair <c>__truncated__=true</c>. A field with that
    /// name is then written as <c>__truncated___</c>.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool MarkTruncation { get; set; }

    /// <summary>
    /// Gets or sets the facility: a name, a number from 0 to 23, or a template such as <c>{facility|local4}</c>. A template that does not
    /// yield a valid facility yields <c>user</c>.
    /// </summary>
    /// <value>The default is <c>user</c>.</value>
    public string Facility { get; set; } = "user";

    /// <summary>Gets the options that determine the severity, in the header and in CEF and LEEF bodies.</summary>
    public SeverityOptions Severity { get; } = new();

    /// <summary>Gets or sets the template of HOSTNAME, at most 255 bytes.</summary>
    /// <value>The default is <c>{__source__}</c>, the source of the LogGroup.</value>
    public string Hostname { get; set; } = "{__source__}";

    /// <summary>Gets or sets the template of APP-NAME (RFC 5424, at most 48 bytes) or TAG (RFC 3164, at most 32 bytes).</summary>
    /// <value>The default is <c>{__topic__}</c>, the topic of the LogGroup.</value>
    public string AppName { get; set; } = "{__topic__}";

    /// <summary>
    /// Gets or sets the template of PROCID (RFC 5424, at most 128 bytes) or of the process in brackets after the TAG (RFC 3164, at most 32
    /// bytes).
    /// </summary>
    /// <value>The default is empty.</value>
    public string ProcId { get; set; } = "";

    /// <summary>Gets or sets the key of the field that contains the time.</summary>
    /// <value>The default is <see langword="null"/>: the time that SLS stores with the record.</value>
    /// <remarks>A record whose field has no valid time gets the time of SLS, which <c>slssyslog.unreadable_time.records</c> counts.</remarks>
    public string? TimeField { get; set; }

    /// <summary>
    /// Gets or sets the format of the time field: <c>iso8601</c> (all forms of ISO 8601, with <c>-</c>, <c>/</c> or nothing between the parts of the
    /// date, and <c>31/Jan/2026:08:00:00 +0800</c>), <c>unix</c> (seconds since 1970, with or without a fraction), <c>unixms</c> (milliseconds),
    /// <c>unixus</c> (microseconds), <c>unixns</c> (nanoseconds), <c>unixauto</c> (one of these units by the size of the number), or a .NET
    /// format with year, month and day such as <c>dd.MM.yyyy HH:mm:ss</c>.
    /// </summary>
    /// <value>The default is <c>iso8601</c>.</value>
    public string TimeFormat { get; set; } = EventTimeParser.Iso;

    /// <summary>
    /// Gets or sets the time zone of times in the time field that have no offset: <c>UTC</c>, an offset such as <c>+08:00</c>, or a name
    /// such as <c>Asia/Shanghai</c>.
    /// </summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZoneOfField { get; set; } = "UTC";

    /// <summary>
    /// Gets or sets the time zone in which times are written: <c>UTC</c>, an offset such as <c>+08:00</c>, or a name such as
    /// <c>Asia/Shanghai</c>.
    /// </summary>
    /// <value>The default is <c>UTC</c>.</value>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>
    /// Gets or sets a value that indicates whether characters that change the reading direction of text, such as U+202E, are written as
    /// <c>\u202E</c> in the body.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool EscapeBidi { get; set; }

    /// <summary>
    /// Gets or sets fields with constant values that are added to every record, by name. Filters, templates, profiles and bodies see them as
    /// fields of the log. A field of the log with the same name gets an underscore at its end, so that no log can write it.
    /// </summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, string> AddFields { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the options that select, rename and mask the fields that the body writes.</summary>
    /// <value>The default writes all fields.</value>
    public FieldOptions Fields { get; } = new();

    /// <summary>
    /// Gets or sets the profiles that map the fields of known logs of Alibaba Cloud to names of the Elastic Common Schema: <c>auto</c> for all
    /// built-in profiles, names of built-in profiles, paths of profile files, or <c>none</c>. The first profile that matches a record is used.
    /// </summary>
    /// <value>The default is empty: no profiles. Presets for SIEM products set <c>auto</c>.</value>
    /// <remarks>
    /// Templates, severity and filters read mapped values by their names, such as <c>{user.name}</c>. A mapped record has the severity, and for
    /// profiles with a time field the time, that the profile finds. Logs of applications whose level is not known have that of
    /// <see cref="Severity"/>. A file before <c>auto</c> replaces the built-in profile of the same name.
    /// </remarks>
    public IList<string> Profiles { get; set; } = [];

    /// <summary>Gets or sets what becomes of the fields that the profile of a record does not map.</summary>
    /// <value>The default is <see cref="UnmappedFields.Keep"/>.</value>
    public UnmappedFields UnmappedFields { get; set; }

    /// <summary>
    /// Gets or sets a value that indicates whether key-value and JSON bodies write mapped values by their names in the Elastic Common Schema. CEF,
    /// LEEF and ECS bodies always write mapped values.
    /// </summary>
    /// <value>The default is <see langword="false"/>: these bodies write the fields of the log.</value>
    public bool UseMappedNames { get; set; }

    /// <summary>
    /// Gets or sets the encodings of fields and tags that are not in UTF-8, by name: <c>GB18030</c> or <c>GBK</c>. A trailing <c>*</c> matches any
    /// suffix; <c>*</c> matches all fields and tags.
    /// </summary>
    /// <value>The default is empty: bytes that are not valid UTF-8 are written as U+FFFD.</value>
    /// <remarks>A value that is valid UTF-8 with characters of three or more bytes, as Chinese text has, is not converted.</remarks>
    public IDictionary<string, string> Encodings { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the options that specify which fields contain JSON, and what becomes of it.</summary>
    /// <value>The default expands nothing.</value>
    public ExpandOptions Expand { get; } = new();

    /// <summary>Gets the options of the RFC 5424 header.</summary>
    public Rfc5424Options Rfc5424 { get; } = new();

    /// <summary>Gets the options of the RFC 3164 header.</summary>
    public Rfc3164Options Rfc3164 { get; } = new();

    /// <summary>Gets the framing that a stream transport uses when its options do not specify one. The preset selects it.</summary>
    /// <value>The default is <see cref="SyslogFraming.OctetCounting"/>.</value>
    public SyslogFraming PreferredFraming { get; private set; }

    /// <summary>
    /// Applies a preset: sets the envelope, the body, the maximum length, the preferred framing and the header options that the receiver
    /// requires. All other options keep their values.
    /// </summary>
    /// <param name="name">One of <see cref="SyslogPresets.Names"/>. Case is ignored.</param>
    /// <exception cref="ArgumentException">The preset does not exist. The message lists the presets.</exception>
    public void UsePreset(string name)
    {
        SyslogPreset preset = SyslogPresets.Find(name);
        preset.Apply(this);
        (Preset, PreferredFraming) = (preset.Name, preset.Framing);
    }

    /// <summary>Creates the formatter: the envelope around the body.</summary>
    /// <returns>A formatter that any number of threads can use.</returns>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public IMessageFormatter CreateFormatter()
    {
        this.ThrowIfInvalid();
        return AddMapping(Wrap(Body.CreateFormatter(this)));
    }

    /// <summary>Creates the formatter with a custom body. <see cref="Body"/> is ignored.</summary>
    /// <param name="body">The formatter of the body.</param>
    /// <returns>A formatter that any number of threads can use.</returns>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public IMessageFormatter CreateFormatter(IMessageFormatter body)
    {
        ArgumentNullException.ThrowIfNull(body);
        ThrowIfSharedInvalid(null);
        return AddMapping(Wrap(body));
    }

    /// <summary>Creates the transform that records pass before filters and the formatter.</summary>
    /// <returns>A transform that any number of threads can use; <see langword="null"/> when the options change no record.</returns>
    /// <exception cref="ArgumentException">At least one option is invalid. The message lists every error with its fix.</exception>
    public RecordTransform? CreateTransform()
    {
        OptionErrors errors = new();
        errors.Validate(nameof(Expand), Expand);
        TextDecoding.Check(Encodings, nameof(Encodings), errors);
        MessageRules.CheckTimeField(this, errors);
        ProfileList.Load(Profiles, nameof(Profiles), errors);
        errors.ThrowIfAny(null);
        return RecordTransform.Compile(this);
    }

    /// <inheritdoc/>
    public void Validate(OptionErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ValidateShared(errors);
        errors.Validate(Body.FormatName, Body);
        MessageRules.CheckBody(this, errors);
        MessageRules.CheckStructuredData(this, errors);
    }

    /// <summary>Throws when an option that envelopes and bodies use is invalid. The options of the body are not checked.</summary>
    internal void ThrowIfSharedInvalid(string? paramName)
    {
        OptionErrors errors = new();
        ValidateShared(errors);
        errors.ThrowIfAny(paramName);
    }

    /// <summary>Gets the mapper of valid options; null without profiles. The same instance is returned while the options do not change.</summary>
    internal EventMapper? GetMapper()
    {
        // Bodies that write the field itself keep its text.
        bool writesNames = Body is CefOptions or LeefOptions or EcsOptions or KeyValueOptions || (Body is JsonOptions && UseMappedNames);
        ExpandForm form = writesNames ? ExpandForm.Flatten : ExpandForm.Unfold;
        if (form != _mapperForm || !ReferenceEquals(_mapperList, Profiles) || !_mapperNames.SequenceEqual(Profiles))
        {
            OptionErrors errors = new();
            IReadOnlyList<SourceProfile> loaded = ProfileList.Load(Profiles, nameof(Profiles), errors);
            errors.ThrowIfAny(nameof(Profiles));
            (_mapper, _mapperList, _mapperNames, _mapperForm) = (loaded.Count == 0 ? null : new(loaded, form), Profiles, [.. Profiles], form);
        }

        return _mapper;
    }

    private void ValidateShared(OptionErrors errors)
    {
        ProfileList.Load(Profiles, nameof(Profiles), errors);
        MessageRules.CheckHeader(this, errors);
        errors.Validate(nameof(Severity), Severity);
        errors.Validate(nameof(Fields), Fields);
        errors.Validate(nameof(Expand), Expand);
        TextDecoding.Check(Encodings, nameof(Encodings), errors);
        errors.Validate(nameof(Rfc5424), Rfc5424);
        errors.Validate(nameof(Rfc3164), Rfc3164);
    }

    private IMessageFormatter AddMapping(IMessageFormatter formatter) =>
        GetMapper() is { } mapper ? new MappingFormatter(mapper, formatter) : formatter;

    private IMessageFormatter Wrap(IMessageFormatter? body) => (Envelope, body) switch
    {
        (SyslogEnvelope.Rfc5424, _) => new Rfc5424Formatter(this, body),
        (_, null) => throw new InvalidOperationException(
            $"The message would be empty: the body format {Body.FormatName} creates no formatter. Return a formatter, or use the envelope Rfc5424."),
        (SyslogEnvelope.Rfc3164, _) => new Rfc3164Formatter(this, body),
        _ when EscapeBidi => new BareFormatter(body),
        _ => body,
    };
}
