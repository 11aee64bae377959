using System.Text;

namespace SlsSyslog.Testing;

/// <summary>The parts of an RFC 5424 message. A nil value (<c>-</c>) is null.</summary>
public sealed class ParsedSyslogMessage
{
    internal ParsedSyslogMessage()
    {
    }

    /// <summary>PRI: facility * 8 + severity, 0 to 191.</summary>
    public required int Priority { get; init; }

    /// <summary>The facility, 0 to 23.</summary>
    public int Facility => Priority / 8;

    /// <summary>The severity, 0 to 7.</summary>
    public int Severity => Priority % 8;

    /// <summary>VERSION, 1 to 999.</summary>
    public required int Version { get; init; }

    /// <summary>TIMESTAMP as it stands.</summary>
    public required string? Timestamp { get; init; }

    /// <summary>HOSTNAME.</summary>
    public required string? HostName { get; init; }

    /// <summary>APP-NAME.</summary>
    public required string? AppName { get; init; }

    /// <summary>PROCID.</summary>
    public required string? ProcId { get; init; }

    /// <summary>MSGID.</summary>
    public required string? MsgId { get; init; }

    /// <summary>The SD-ELEMENTs, empty for nil.</summary>
    public required IReadOnlyList<SyslogElement> StructuredData { get; init; }

    /// <summary>Whether MSG begins with the byte order mark that says UTF-8.</summary>
    public required bool HasByteOrderMark { get; init; }

    /// <summary>The bytes of MSG without a byte order mark; empty when there is none.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    /// <summary>MSG read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Message.Span);
}
