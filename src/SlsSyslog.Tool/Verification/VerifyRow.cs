namespace SlsSyslog.Tool;

/// <summary>Represents what is known about one shard and minute, or about a total.</summary>
internal sealed record VerifyRow
{
    public string? Logstore { get; init; }

    /// <summary>Gets the shard; null when the row is about all shards.</summary>
    public int? Shard { get; init; }

    /// <summary>Gets the minute; null when the row is about the whole range.</summary>
    public DateTimeOffset? Minute { get; init; }

    /// <summary>Gets the records that SLS has; null when they were not read again.</summary>
    public long? InSls { get; set; }

    /// <summary>Gets the records of the ledger.</summary>
    public long Read { get; set; }

    public long Filtered { get; set; }

    public long Delivered { get; set; }

    public long DeadLettered { get; set; }

    public long Skipped { get; set; }

    public long Truncated { get; set; }

    /// <summary>Gets the records that were delivered again.</summary>
    public long Repeated { get; set; }

    /// <summary>Gets the LogGroups that expired before they were read, at most.</summary>
    public long ExpiredLogGroups { get; set; }

    /// <summary>Gets the LogGroups without a line in the ledger, at most.</summary>
    public long MissingLogGroups { get; set; }

    /// <summary>Gets the LogGroups that the forwarder has not confirmed yet, at most.</summary>
    public long PendingLogGroups { get; set; }

    /// <summary>Gets the records that were delivered within the limit of the ledger.</summary>
    public long OnTime { get; set; }

    public double LatencyMaxSeconds { get; set; }

    /// <summary>Gets the records of the SIEM; null when they were not compared.</summary>
    public long? InSiem { get; set; }

    /// <summary>Gets the records of SLS that the ledger lacks; negative when it has too many; null when they were not compared.</summary>
    public long? Difference { get; set; }

    /// <summary>Gets the records that the SIEM lacks; negative when it has too many; null when they were not compared.</summary>
    public long? SiemDifference { get; set; }

    public void Add(VerifyRow other)
    {
        InSls = other.InSls is { } inSls ? (InSls ?? 0) + inSls : InSls;
        Read += other.Read;
        Filtered += other.Filtered;
        Delivered += other.Delivered;
        DeadLettered += other.DeadLettered;
        Skipped += other.Skipped;
        Truncated += other.Truncated;
        Repeated += other.Repeated;
        ExpiredLogGroups += other.ExpiredLogGroups;
        MissingLogGroups += other.MissingLogGroups;
        PendingLogGroups += other.PendingLogGroups;
        OnTime += other.OnTime;
        LatencyMaxSeconds = Math.Max(LatencyMaxSeconds, other.LatencyMaxSeconds);
        InSiem = other.InSiem is { } inSiem ? (InSiem ?? 0) + inSiem : InSiem;
        Difference = other.Difference is { } difference ? (Difference ?? 0) + difference : Difference;
        SiemDifference = other.SiemDifference is { } missing ? (SiemDifference ?? 0) + missing : SiemDifference;
    }
}
