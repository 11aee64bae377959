namespace SlsSyslog.Serialization;

/// <summary>Decides which records are forwarded. Used by several threads at once; keeps no state.</summary>
public interface IRecordFilter
{
    /// <summary>Whether the record is forwarded.</summary>
    /// <param name="record">The record, lent for the call.</param>
    /// <returns>False to leave it out; it then counts as filtered.</returns>
    bool ShouldForward(scoped LogRecord record);
}
