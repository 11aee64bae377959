using SlsSyslog.Serialization;

namespace CustomFormatter;

/// <summary>
/// Writes a custom body the fast way: bytes in, bytes out, no allocation per record. <c>WriteLiteral</c> writes text of this class,
/// <c>Write</c> writes values of the record.
/// </summary>
public sealed class SigninLine : IMessageFormatter
{
    /// <inheritdoc/>
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        record.TryGetField("event.userIdentity.userName"u8, out ReadOnlySpan<byte> user);
        record.TryGetField("event.sourceIpAddress"u8, out ReadOnlySpan<byte> address);
        record.TryGetField("event.errorCode"u8, out ReadOnlySpan<byte> error);

        writer.WriteLiteral(error.IsEmpty ? "signed in: user="u8 : "refused: user="u8);
        writer.Write(user);
        writer.WriteLiteral(" ip="u8);
        writer.Write(address);
    }
}
