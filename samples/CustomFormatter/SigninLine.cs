using SlsSyslog.Serialization;

namespace CustomFormatter;

/// <summary>
/// A body of one's own, the fast way: bytes in, bytes out, no object per record. <c>WriteLiteral</c> is for what this class says,
/// <c>Write</c> for what the log says.
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
