namespace SlsSyslog.Serialization;

// <PRI>Mmm dd hh:mm:ss SP HOST SP TAG[PID]: SP (RFC 3164 4.1), compiled from its options. Without a tag the message follows the host.
internal sealed class Rfc3164Header
{
    private readonly PriorityField _priority;
    private readonly TimestampField _timestamp;
    private readonly BsdNames _names;

    private Rfc3164Header(PriorityField priority, TimestampField timestamp, BsdNames names)
    {
        _priority = priority;
        _timestamp = timestamp;
        _names = names;
    }

    public static Rfc3164Header Compile(Rfc3164Options options, OptionFaults faults, bool bodyBeginsWithItsName = false) => new(
        PriorityField.Compile(options.Facility, options.Severity, faults),
        TimestampField.Compile(options, fractionDigits: 6, alwaysWriteFraction: false, isBsd: !options.IsoTime, faults),
        BsdNames.Compile(options, needsTag: !bodyBeginsWithItsName && !string.IsNullOrEmpty(options.AppName), faults));

    public void Write(scoped LogRecord record, GroupCache cache, ref SyslogWriter writer)
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

        // Longer than the shortest message allowed it cannot be: see BsdNames.
        if (!cache.Head.TryWriteTo(ref writer))
        {
            _names.Write(record, ref writer);
        }
    }
}
