namespace SlsSyslog.Testing;

/// <summary>Represents one message that a <see cref="SyslogCaptureServer"/> received, without its framing.</summary>
/// <param name="Sequence">The position in the order of receipt over all connections, starting with 0.</param>
/// <param name="Connection">The number of its connection, starting with 1 in the order of acceptance.</param>
/// <param name="Bytes">The bytes of the message.</param>
public sealed record CapturedMessage(long Sequence, int Connection, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Gets the message as UTF-8 text. Invalid bytes become U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Parses the message by the grammar of RFC 5424.</summary>
    /// <returns>The parts of the message.</returns>
    /// <exception cref="FormatException">The message violates the grammar. The exception message contains the position.</exception>
    public ParsedSyslogMessage Parse() => SyslogMessageParser.Parse(Bytes.Span);
}
