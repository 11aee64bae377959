namespace SlsSyslog.Serialization;

/// <summary>Writes <c>&lt;PRI>Mmm dd hh:mm:ss SP HOST SP TAG[PID]: SP</c> (RFC 3164 4.1). Without a tag, the message follows the host.</summary>
internal sealed class Rfc3164Header
{
    private readonly PriorityField _priority;
    private readonly TimestampField _timestamp;
    private readonly Rfc3164Names _names;

    private Rfc3164Header(PriorityField priority, TimestampField timestamp, Rfc3164Names names)
    {
        _priority = priority;
        _timestamp = timestamp;
        _names = names;
    }

    public static Rfc3164Header Compile(MessageOptions message, bool bodyBeginsWithName) => new(
        PriorityField.Compile(message),
        TimestampField.Compile(message, fractionDigits: 6, alwaysWriteFraction: false, isRfc3164: !message.Rfc3164.UseIso8601Timestamp),
        Rfc3164Names.Compile(message, needsTag: !bodyBeginsWithName && !string.IsNullOrEmpty(message.AppName)));

    public void Write(scoped LogRecord record, FormatterCache cache, ref SyslogWriter writer)
    {
        _priority.Write(record, ref writer);
        _timestamp.Write(record, cache, ref writer);
        if (_names.DependsOnRecord)
        {
            _names.Write(record, ref writer);
            return;
        }

        if (cache.GroupVersion != record.Table.GroupVersion)
        {
            SyslogWriter text = cache.Head.Begin();
            _names.Write(record, ref text);
            cache.Head.End(text);
            cache.GroupVersion = record.Table.GroupVersion;
        }

        // The header is always shorter than the shortest allowed message: see Rfc3164Names.
        if (!cache.Head.TryWriteTo(ref writer))
        {
            _names.Write(record, ref writer);
        }
    }
}
