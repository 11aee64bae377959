namespace SlsSyslog.Serialization;

/// <summary>
/// Specifies the header of one message for <see cref="SyslogSerializer"/>. Content that RFC 5424 does not allow is sanitized as in
/// <see cref="MessageOptions"/>; an empty field becomes <c>-</c>.
/// </summary>
public readonly ref struct SyslogHeader
{
    /// <summary>Initializes a new instance of the <see cref="SyslogHeader"/> struct with the default values.</summary>
    public SyslogHeader()
    {
    }

    /// <summary>Gets the facility.</summary>
    /// <value>The default is <see cref="SyslogFacility.User"/>.</value>
    public SyslogFacility Facility { get; init; } = SyslogFacility.User;

    /// <summary>Gets the severity.</summary>
    /// <value>The default is <see cref="SyslogSeverity.Informational"/>.</value>
    public SyslogSeverity Severity { get; init; } = SyslogSeverity.Informational;

    /// <summary>Gets the time, written with its offset and up to six digits of fraction; further digits and a zero fraction are omitted.</summary>
    /// <value>The default is <see langword="null"/>: the time is unknown.</value>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Gets HOSTNAME, in UTF-8.</summary>
    public ReadOnlySpan<byte> Hostname { get; init; }

    /// <summary>Gets APP-NAME, in UTF-8.</summary>
    public ReadOnlySpan<byte> AppName { get; init; }

    /// <summary>Gets PROCID, in UTF-8.</summary>
    public ReadOnlySpan<byte> ProcId { get; init; }

    /// <summary>Gets MSGID, in UTF-8.</summary>
    public ReadOnlySpan<byte> MsgId { get; init; }

    /// <summary>Gets complete structured data elements as in RFC 5424 6.3, without separators between them; empty for none.</summary>
    public ReadOnlySpan<byte> StructuredData { get; init; }
}
