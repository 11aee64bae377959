namespace SlsSyslog.Serialization;

/// <summary>Decides which records are forwarded. Used by several threads at the same time, so it must not have mutable state.</summary>
public interface IRecordFilter
{
    /// <summary>Determines whether the record is forwarded.</summary>
    /// <param name="record">The record. Valid only during the call.</param>
    /// <returns><see langword="true"/> to forward the record; <see langword="false"/> to omit it and count it as filtered.</returns>
    bool ShouldForward(scoped LogRecord record);
}
