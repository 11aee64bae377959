namespace SlsSyslog.Serialization;

/// <summary>Writes <c>&lt;PRI>1 SP TIMESTAMP SP HOSTNAME SP APP-NAME SP PROCID SP MSGID</c> (RFC 5424 6.2).</summary>
internal sealed class Rfc5424Header
{
    // " -" for the structured data, which a header must have.
    private const int NilLength = 2;

    private readonly PriorityField _priority;
    private readonly TimestampField _timestamp;
    private readonly HeaderField[] _names;
    private readonly bool _namesDependOnRecord;

    private Rfc5424Header(PriorityField priority, TimestampField timestamp, HeaderField[] names)
    {
        _priority = priority;
        _timestamp = timestamp;
        _names = names;
        _namesDependOnRecord = Array.Exists(names, name => name.DependsOnRecord);
    }

    public static Rfc5424Header Compile(MessageOptions message) => new(
        PriorityField.Compile(message),
        TimestampField.Compile(message, message.Rfc5424.FractionDigits, message.Rfc5424.AlwaysWriteFraction, isRfc3164: false),
        [
            new(SyslogTemplate.Parse(message.Hostname), 255, isHostName: true),
            new(SyslogTemplate.Parse(message.AppName), 48, isHostName: false),
            new(SyslogTemplate.Parse(message.ProcId), 128, isHostName: false),
            new(SyslogTemplate.Parse(message.Rfc5424.MsgId), 32, isHostName: false),
        ]);

    public void Write(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        _priority.Write(record, ref writer);
        writer.WriteLiteral("1 "u8);
        _timestamp.Write(record, cache, ref writer);
        if (_namesDependOnRecord)
        {
            WriteNames(record, ref writer);
            return;
        }

        if (cache.GroupVersion != record.Table.GroupVersion)
        {
            SyslogWriter text = cache.Head.Begin();
            WriteNames(record, ref text);
            cache.Head.End(text);
            cache.GroupVersion = record.Table.GroupVersion;
        }

        if (!cache.Head.TryWriteTo(ref writer, NilLength))
        {
            WriteNames(record, ref writer);
        }
    }

    private void WriteNames(scoped LogRecord record, ref SyslogWriter writer)
    {
        int start = writer.BytesWritten;
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i].Write(record, NilLength * (_names.Length - i), ref writer);
        }

        Marks.DisarmHeader(record, start, ref writer);
    }
}
