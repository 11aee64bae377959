namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents how far a shard was read after its last pull. Immutable, so that it can be read at any time.</summary>
internal sealed record ShardProgress(LogPosition Position, DateTimeOffset PulledAt, DateTimeOffset? ReceivedAt, bool IsAtEnd)
{
    public static ShardProgress After(PullResult pulled, DateTimeOffset now) =>
        new(pulled.Next, now, pulled.ReceivedAt, pulled.ReachedEnd || (pulled.GroupCount == 0 && pulled.Next == pulled.Start));

    /// <summary>Gets the lag. It grows from the last pull if no further pull succeeds, even if that pull reached the end.</summary>
    public TimeSpan? LagAt(DateTimeOffset now)
    {
        TimeSpan? lag = now - (IsAtEnd ? PulledAt : ReceivedAt);
        return lag < TimeSpan.Zero ? TimeSpan.Zero : lag;
    }
}
