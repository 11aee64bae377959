namespace SlsSyslog.Serialization;

// <PRI>1 SP TIMESTAMP SP HOSTNAME SP APP-NAME SP PROCID SP MSGID (RFC 5424 6.2), compiled from its options.
internal sealed class Rfc5424Header
{
    // " -" for the structured data, without which a header is none.
    private const int RoomForNothing = 2;

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

    public static Rfc5424Header Compile(Rfc5424Options options, OptionFaults faults)
    {
        if (options.FractionDigits is < 0 or > 6)
        {
            faults.Add(nameof(options.FractionDigits), $"{options.FractionDigits} is out of range. Write a number from 0 to 6 (RFC 5424 6.2.3).");
        }

        return new(
            PriorityField.Compile(options.Facility, options.Severity, faults),
            TimestampField.Compile(options, Math.Clamp(options.FractionDigits, 0, 6), options.AlwaysWriteFraction, isBsd: false, faults),
            [
                new(SyslogTemplate.Parse(options.Hostname, nameof(options.Hostname), faults), 255, isHostName: true),
                new(SyslogTemplate.Parse(options.AppName, nameof(options.AppName), faults), 48, isHostName: false),
                new(SyslogTemplate.Parse(options.ProcId, nameof(options.ProcId), faults), 128, isHostName: false),
                new(SyslogTemplate.Parse(options.MsgId, nameof(options.MsgId), faults), 32, isHostName: false),
            ]);
    }

    public void Write(scoped LogRecord record, GroupCache cache, ref SyslogWriter writer)
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

        if (!cache.Head.TryWriteTo(ref writer, RoomForNothing))
        {
            WriteNames(record, ref writer);
        }
    }

    private void WriteNames(scoped LogRecord record, ref SyslogWriter writer)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            _names[i].Write(record, RoomForNothing * (_names.Length - i), ref writer);
        }
    }
}
