namespace SlsSyslog.Serialization;

/// <summary>Writes one record as a body (MSG) or as a whole message (a header and an inner body).</summary>
/// <remarks>
/// Several threads use an instance at the same time, so an implementation must not have mutable state. The built-in formatters cache what
/// they rendered in the <see cref="LogRecordTable"/> of the record, which one thread uses at a time. When <see cref="Format"/> throws, only
/// the current record is affected: it goes to the dead-letter handler.
/// </remarks>
public interface IMessageFormatter
{
    /// <summary>Writes the record.</summary>
    /// <param name="record">The record. Valid only during the call.</param>
    /// <param name="writer">The writer, which escapes data and enforces the maximum length.</param>
    void Format(scoped LogRecord record, ref SyslogWriter writer);
}
