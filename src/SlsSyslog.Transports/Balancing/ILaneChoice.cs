namespace SlsSyslog.Transports;

/// <summary>Chooses the lane for the next buffer. Calls are not concurrent.</summary>
internal interface ILaneChoice
{
    /// <summary>Returns one of the lanes.</summary>
    /// <param name="orderKey">Identifies the shard of the buffer.</param>
    /// <param name="lanes">The lanes that can be used, at least one. Valid only during the call.</param>
    BalancedLane Choose(int orderKey, IReadOnlyList<BalancedLane> lanes);
}
