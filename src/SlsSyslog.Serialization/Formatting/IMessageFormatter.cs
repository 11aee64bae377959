namespace SlsSyslog.Serialization;

/// <summary>
/// Writes one record: a body (the MSG part), or an envelope (header, then an inner body). Implementations are used by several
/// threads at once and keep no state. An exception loses only the record at hand, which goes to the dead letters.
/// </summary>
public interface IMessageFormatter
{
    /// <summary>Writes the record.</summary>
    /// <param name="record">The record, lent for the call.</param>
    /// <param name="writer">Takes the bytes, escapes data and stops at the size limit.</param>
    void Format(scoped LogRecord record, ref SyslogWriter writer);
}
