using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Writes a configured prefix and the field <c>id</c>.</summary>
internal sealed class PrefixFormatter(PrefixOptions options) : IMessageFormatter
{
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        record.TryGetField("id"u8, out ReadOnlySpan<byte> id);
        writer.Write(System.Text.Encoding.UTF8.GetBytes(options.Prefix));
        writer.Write(id);
    }
}
