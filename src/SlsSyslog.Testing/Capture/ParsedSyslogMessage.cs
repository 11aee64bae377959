namespace SlsSyslog.Testing;

/// <summary>Represents the parts of an RFC 5424 message. The nil value (<c>-</c>) is <see langword="null"/>.</summary>
public sealed class ParsedSyslogMessage
{
    internal ParsedSyslogMessage()
    {
    }

    /// <summary>Gets PRI: facility * 8 + severity, from 0 to 191.</summary>
    public required int Priority { get; init; }

    /// <summary>Gets the facility, from 0 to 23.</summary>
    public int Facility => Priority / 8;

    /// <summary>Gets the severity, from 0 to 7.</summary>
    public int Severity => Priority % 8;

    /// <summary>Gets VERSION, from 1 to 999.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the unparsed TIMESTAMP.</summary>
    public required string? Timestamp { get; init; }

    /// <summary>Gets HOSTNAME.</summary>
    public required string? HostName { get; init; }

    /// <summary>Gets APP-NAME.</summary>
    public required string? AppName { get; init; }

    /// <summary>Gets PROCID.</summary>
    public required string? ProcId { get; init; }

    /// <summary>Gets MSGID.</summary>
    public required string? MsgId { get; init; }

    /// <summary>Gets the SD-ELEMENTs. The list is empty for the nil value.</summary>
    public required IReadOnlyList<SyslogElement> StructuredData { get; init; }

    /// <summary>Gets a value that indicates whether MSG starts with the UTF-8 byte order mark.</summary>
    public required bool HasByteOrderMark { get; init; }

    /// <summary>Gets the bytes of MSG without the byte order mark, or an empty value.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>Gets MSG as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Message.Span);
}
