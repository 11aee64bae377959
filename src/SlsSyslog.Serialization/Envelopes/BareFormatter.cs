namespace SlsSyslog.Serialization;

/// <summary>Writes a body without an envelope and escapes characters that change the direction of text.</summary>
internal sealed class BareFormatter(IMessageFormatter body) : IMessageFormatter
{
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        writer.EscapesBidi = true;
        body.Format(record, ref writer);
    }
}
