namespace SlsSyslog.Transports;

/// <summary>
/// Gives each shard the lane with the smallest load. A shard keeps its lane while no other one has much less, so that it does not change with
/// every buffer.
/// </summary>
internal sealed class LeastUnsettledChoice : ILaneChoice
{
    /// <summary>The difference for which a shard always changes its lane: four buffers.</summary>
    public const long MaxDifference = 1024 * 1024;

    /// <summary>The difference for which a shard never changes its lane.</summary>
    public const long MinDifference = MaxDifference / 16;

    private readonly Dictionary<int, BalancedLane> _current = [];

    public BalancedLane Choose(int orderKey, IReadOnlyList<BalancedLane> lanes)
    {
        // Of lanes with equal loads, a new shard gets the next one.
        BalancedLane least = lanes[_current.Count % lanes.Count];
        long leastLoad = least.Load;
        for (int i = 0; i < lanes.Count; i++)
        {
            long load = lanes[i].Load;
            (least, leastLoad) = load < leastLoad ? (lanes[i], load) : (least, leastLoad);
        }

        bool isUsable = _current.TryGetValue(orderKey, out BalancedLane? current) && lanes.Contains(current);
        BalancedLane chosen = isUsable && !IsWorthChange(current!, leastLoad) ? current! : least;
        _current[orderKey] = chosen;
        return chosen;
    }

    // Between the limits, it depends on what a shard of the lane has on the average: after its change, the other lane must not have more.
    private bool IsWorthChange(BalancedLane current, long leastLoad)
    {
        long load = current.Load;
        long difference = load - leastLoad;
        if (difference is < MinDifference or >= MaxDifference)
        {
            return difference >= MaxDifference;
        }

        int shards = 0;
        foreach (BalancedLane lane in _current.Values)
        {
            shards += lane == current ? 1 : 0;
        }

        return difference >= 2 * load / shards;
    }
}
