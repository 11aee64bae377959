namespace SlsSyslog;

/// <summary>Counts the records of one slice or batch: read = filtered + dead-lettered + skipped + sent.</summary>
internal struct BatchCounts
{
    public int Read;
    public int Filtered;
    public int DeadLettered;
    public int Skipped;
    public int Truncated;
    public int Split;
    public int Sanitized;

    /// <summary>The messages, of which a record that is split has several.</summary>
    public int Frames;

    /// <summary>The size of the messages with their frames.</summary>
    public long FrameBytes;
    public RecordTransformCounts Transform;

    /// <summary>Gets the number of records that were sent.</summary>
    public readonly int Sent => Read - Filtered - DeadLettered - Skipped;

    public void Add(in BatchCounts other)
    {
        Read += other.Read;
        Filtered += other.Filtered;
        DeadLettered += other.DeadLettered;
        Skipped += other.Skipped;
        Truncated += other.Truncated;
        Split += other.Split;
        Sanitized += other.Sanitized;
        Frames += other.Frames;
        FrameBytes += other.FrameBytes;
        Transform.Add(other.Transform);
    }
}
