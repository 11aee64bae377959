using SlsSyslog.Serialization;

namespace SlsSyslog.Tests;

/// <summary>Writes the field <c>id</c>, and throws for the ID <c>poison</c>.</summary>
internal sealed class IdFormatter : IMessageFormatter
{
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        record.TryGetField("id"u8, out ReadOnlySpan<byte> id);
        writer.WriteLiteral("half"u8);
        if (id.SequenceEqual("poison"u8))
        {
            throw new FormatException("cannot be written");
        }

        writer.Write(id);
    }
}
