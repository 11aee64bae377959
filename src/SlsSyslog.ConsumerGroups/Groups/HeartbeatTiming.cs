namespace SlsSyslog.ConsumerGroups;

/// <summary>Computes the timing of heartbeats from the timeout of the group, which for an existing group differs from the configured one.</summary>
internal sealed record HeartbeatTiming(TimeSpan GroupTimeout, TimeSpan Interval)
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    /// <summary>Gets after which time without a heartbeat the shards are dropped, which is before SLS assigns them to others.</summary>
    public TimeSpan EvictionAfter => GroupTimeout - (GroupTimeout / 10);

    /// <summary>Gets the deadline of one heartbeat. A late heartbeat is of no use and must not delay the next one.</summary>
    public TimeSpan Deadline => Interval * 0.9;

    /// <summary>Limits the configured interval to a third of the timeout, and the timeout to what timers support.</summary>
    public static HeartbeatTiming Create(TimeSpan groupTimeout, TimeSpan configuredInterval)
    {
        groupTimeout = groupTimeout < LongestTimeout ? groupTimeout : LongestTimeout;
        TimeSpan longest = groupTimeout / 3;
        return new HeartbeatTiming(groupTimeout, configuredInterval < longest ? configuredInterval : longest);
    }
}
