namespace SlsSyslog.Serialization;

/// <summary>Maps records that no step before it has mapped, and formats them.</summary>
internal sealed class MappingFormatter(EventMapper mapper, IMessageFormatter inner) : IMessageFormatter
{
    public void Format(scoped LogRecord record, ref SyslogWriter writer)
    {
        if (mapper.HasSeen(record))
        {
            inner.Format(record, ref writer);
            return;
        }

        RecordTransformCounts counts = default;
        inner.Format(mapper.Apply(record, ref counts), ref writer);
    }
}
