namespace SlsSyslog;

/// <summary>Counts the records of one slice or batch: read = filtered + dead-lettered + sent.</summary>
internal struct BatchCounts
{
    public int Read;
    public int Filtered;
    public int DeadLettered;
    public int Truncated;
    public int Sanitized;
    public RecordTransformCounts Transform;

    public void Add(in BatchCounts other)
    {
        Read += other.Read;
        Filtered += other.Filtered;
        DeadLettered += other.DeadLettered;
        Truncated += other.Truncated;
        Sanitized += other.Sanitized;
        Transform.Add(other.Transform);
    }
}
