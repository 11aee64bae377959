namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents the result of one pull: a response that is not decoded yet, or a gap. The receiver disposes the body.</summary>
internal sealed record PullResult
{
    public required LogPosition Start { get; init; }

    public required LogPosition Next { get; init; }

    /// <summary>Gets the number of LogGroups; 0 when there is nothing to decode.</summary>
    public required int GroupCount { get; init; }

    /// <summary>Gets a value that indicates whether the position moves without logs, although no query removes any.</summary>
    public bool SkipsUnread { get; init; }

    public int RawBytes { get; init; }

    public BlockCompression Compression { get; init; }

    /// <summary>Gets the cursor number of the first LogGroup, or null when it is uncertain.</summary>
    public long? FirstGroupCursor { get; init; }

    /// <summary>Gets the cursor number of the last LogGroup, or null when SLS does not report it.</summary>
    public long? LastGroupCursor { get; init; }

    /// <summary>Gets how many bytes the server scanned. With a query these are more than it sent.</summary>
    public long ScannedBytes { get; init; }

    /// <summary>Gets when SLS received the log at the next position, or null when SLS does not report it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    public bool ReachedEnd { get; init; }

    /// <summary>Gets or sets when SLS received the oldest log, by the local clock, or null when it is unknown.</summary>
    public DateTimeOffset? OldestReceivedAt { get; set; }

    /// <summary>Gets the gap, if the logs at the position have expired; a result with a gap has no response.</summary>
    public LogGap? Gap { get; init; }

    public PulledBody? Body { get; set; }
}
