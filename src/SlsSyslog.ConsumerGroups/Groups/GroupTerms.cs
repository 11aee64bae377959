namespace SlsSyslog.ConsumerGroups;

// What this consumer and the group keep to: of a group that existed before us its own timeout.
internal sealed record GroupTerms(TimeSpan Timeout, TimeSpan HeartbeatInterval)
{
    // We let go of our shards so much earlier than SLS gives them to others.
    public TimeSpan EvictionAfter => Timeout - (Timeout / 10);

    // A late heartbeat is a lost one, and must not delay the next.
    public TimeSpan HeartbeatDeadline => HeartbeatInterval * 0.9;

    public static GroupTerms From(TimeSpan timeout, TimeSpan heartbeatInterval)
    {
        TimeSpan most = timeout / 3;
        return new GroupTerms(timeout, heartbeatInterval < most ? heartbeatInterval : most);
    }
}
