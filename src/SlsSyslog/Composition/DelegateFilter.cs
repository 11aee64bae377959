namespace SlsSyslog;

internal sealed class DelegateFilter(RecordFilter filter) : IRecordFilter
{
    public bool ShouldForward(scoped LogRecord record) => filter(record);
}
