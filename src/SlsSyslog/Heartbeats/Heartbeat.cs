namespace SlsSyslog;

/// <summary>Represents what a route reports to the server at a fixed interval. Counts are those since the heartbeat before.</summary>
internal sealed record Heartbeat
{
    public required string Route { get; init; }

    /// <summary>Gets the number of the heartbeat, from 1 since the route started.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Gets the name in the consumer group; <see langword="null"/> while it is not known.</summary>
    public string? Consumer { get; init; }

    public long Delivered { get; init; }

    public long DeadLettered { get; init; }

    /// <summary>Gets the number of records that were sent more than once.</summary>
    public long Repeated { get; init; }

    /// <summary>Gets the number of records delivered since the start.</summary>
    public long DeliveredTotal { get; init; }

    public long Pending { get; init; }

    /// <summary>Gets the age of the oldest record that is read and not confirmed; zero when there is none.</summary>
    public TimeSpan OldestUnconfirmed { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string Version { get; init; }
}
