using System.Text;

namespace SlsSyslog.Testing;

/// <summary>One message as a <see cref="SyslogCaptureServer"/> received it, its framing taken off.</summary>
/// <param name="Sequence">Its place in the order of receipt over all connections, from 0.</param>
/// <param name="Connection">The connection it came on, numbered from 1 in the order they were accepted.</param>
/// <param name="Bytes">The bytes of the message.</param>
public sealed record CapturedMessage(long Sequence, int Connection, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The message read as UTF-8; a byte that is not becomes U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Reads the message by the grammar of RFC 5424.</summary>
    /// <returns>Its parts.</returns>
    /// <exception cref="FormatException">The message breaks the grammar; the text says where.</exception>
    public ParsedSyslogMessage Parse() => SyslogMessageParser.Parse(Bytes.Span);
}
