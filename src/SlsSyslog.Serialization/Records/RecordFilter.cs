namespace SlsSyslog.Serialization;

/// <summary>A filter as a lambda: see <see cref="IRecordFilter"/>.</summary>
/// <param name="record">The record, lent for the call.</param>
/// <returns>False to leave it out.</returns>
public delegate bool RecordFilter(scoped LogRecord record);
