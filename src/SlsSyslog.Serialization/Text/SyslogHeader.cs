namespace SlsSyslog.Serialization;

/// <summary>
/// The header of one message for <see cref="SyslogSerializer"/>. What RFC 5424 does not allow in a field is sanitized as
/// <see cref="MessageOptions"/> describes; empty text becomes <c>-</c>.
/// </summary>
public readonly ref struct SyslogHeader
{
    /// <summary>Makes a header with the facility user and the severity informational, and nothing else.</summary>
    public SyslogHeader()
    {
    }

    /// <summary>The facility. Default user.</summary>
    public SyslogFacility Facility { get; init; } = SyslogFacility.User;

    /// <summary>The severity. Default informational.</summary>
    public SyslogSeverity Severity { get; init; } = SyslogSeverity.Informational;

    /// <summary>
    /// The time; its offset is written. At most six digits of its fraction are written, the rest is cut off, and a fraction of zero
    /// is left out. Default null: none is known.
    /// </summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>HOSTNAME, UTF-8.</summary>
    public ReadOnlySpan<byte> Hostname { get; init; }

    /// <summary>APP-NAME, UTF-8.</summary>
    public ReadOnlySpan<byte> AppName { get; init; }

    /// <summary>PROCID, UTF-8.</summary>
    public ReadOnlySpan<byte> ProcId { get; init; }

    /// <summary>MSGID, UTF-8.</summary>
    public ReadOnlySpan<byte> MsgId { get; init; }

    /// <summary>Whole elements of structured data as RFC 5424 6.3 writes them, one behind the other; empty for none.</summary>
    public ReadOnlySpan<byte> StructuredData { get; init; }
}
