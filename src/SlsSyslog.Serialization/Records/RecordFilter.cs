namespace SlsSyslog.Serialization;

/// <summary>Determines whether a record is forwarded, as <see cref="IRecordFilter.ShouldForward"/> does.</summary>
/// <param name="record">The record. Valid only during the call.</param>
/// <returns><see langword="true"/> to forward the record; otherwise, <see langword="false"/>.</returns>
public delegate bool RecordFilter(scoped LogRecord record);
