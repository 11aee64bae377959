using SlsSyslog.Serialization;

namespace SlsSyslog;

/// <summary>Counts the records of one slice: read = filtered + dead-lettered + sent.</summary>
internal struct BatchCounts
{
    public int Read;
    public int Filtered;
    public int DeadLettered;
    public int Truncated;
    public RecordTransformCounts Transform;

    public readonly int Sent => Read - Filtered - DeadLettered;
}
