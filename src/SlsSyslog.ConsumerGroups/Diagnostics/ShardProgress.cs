using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// How far a reader has pulled, as of its last pull. Replaced as a whole, so that it can be read at any time.
internal sealed record ShardProgress(LogPosition Position, DateTimeOffset PulledAt, DateTimeOffset? ReceivedAt, bool IsAtEnd)
{
    public static ShardProgress After(PulledBlock pulled, DateTimeOffset now) =>
        new(pulled.Next, now, pulled.ReceivedAt, pulled.ReachedEnd || (pulled.GroupCount == 0 && pulled.Next == pulled.Start));

    // A reader that stands still falls behind from its last pull on, even when that reached the end.
    public TimeSpan? LagAt(DateTimeOffset now)
    {
        TimeSpan? lag = now - (IsAtEnd ? PulledAt : ReceivedAt);
        return lag < TimeSpan.Zero ? TimeSpan.Zero : lag;
    }
}
