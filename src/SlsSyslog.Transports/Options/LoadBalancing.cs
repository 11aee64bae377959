namespace SlsSyslog.Transports;

/// <summary>Specifies how a transport uses several servers.</summary>
public enum LoadBalancing
{
    /// <summary>One server at a time: the first in the list that is available. The others replace it while it fails.</summary>
    Failover,

    /// <summary>All available servers in turn. Each shard uses one server at a time and moves to the next one every 5 seconds.</summary>
    RoundRobin,

    /// <summary>
    /// The available server with the fewest unsettled bytes. Each shard uses one server at a time and leaves it when another one has much
    /// less: 1 MiB, or twice the part of the shard.
    /// </summary>
    LeastUnsettled,
}
