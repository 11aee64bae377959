namespace SlsSyslog.Serialization;

/// <summary>Represents one step of a <see cref="RecordTransform"/>. Threads share it; its memory belongs to the table of the record.</summary>
internal interface IRecordStep
{
    /// <summary>Returns the record unchanged, or a changed copy that is valid as long as the record.</summary>
    LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts);
}
