namespace SlsSyslog.Serialization;

/// <summary>
/// Represents one step of a <see cref="RecordTransform"/>. Several threads use a step; its memory belongs to the table of the record.
/// </summary>
internal interface IRecordStep
{
    /// <summary>Returns the record unchanged, or a changed copy that is valid as long as the record.</summary>
    LogRecord Apply(LogRecord record, scoped ref RecordTransformCounts counts);
}
