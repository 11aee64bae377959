namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents logs that expired before they were read, or that could not be decoded.</summary>
internal sealed record LogGap(string ShardName, LogPosition Expired, LogPosition Resumed, DateTimeOffset? ResumedAt, DateTimeOffset DetectedAt)
{
    /// <summary>Gets whether the logs did not expire, but could not be decoded.</summary>
    public bool IsUndecodable { get; init; }

    /// <summary>Gets the largest number of LogGroups that can be missing: the cursor numbers in the gap, some of which are never used.</summary>
    public long? MissedLogGroups =>
        CursorNumber.Decode(Resumed) - CursorNumber.Decode(Expired) is { } missed and >= 0 ? missed : null;
}
