namespace SlsSyslog;

/// <summary>Counts the records of one slice or batch: read = filtered + dead-lettered + sent.</summary>
internal struct BatchCounts
{
    public int Read;
    public int Filtered;
    public int DeadLettered;
    public int Truncated;

    public void Add(in BatchCounts other)
    {
        Read += other.Read;
        Filtered += other.Filtered;
        DeadLettered += other.DeadLettered;
        Truncated += other.Truncated;
    }
}
