namespace SlsSyslog.Transports;

/// <summary>
/// Gives each shard one lane at a time, and all shards the next one after each turn. The shards are spread evenly over the lanes that can be
/// used at any moment, and each of them uses every lane equally over time, whatever its share of the records is.
/// </summary>
internal sealed class RoundRobinChoice(TimeProvider timeProvider) : ILaneChoice
{
    /// <summary>
    /// How long a shard uses a lane. It is longer than the settle window, so that most of what is unsettled of a shard is on one server, and
    /// is all that is sent again when that server fails.
    /// </summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private readonly long _start = timeProvider.GetTimestamp();
    private readonly Dictionary<int, int> _numbers = [];

    public BalancedLane Choose(int orderKey, IReadOnlyList<BalancedLane> lanes)
    {
        if (!_numbers.TryGetValue(orderKey, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(orderKey, number);
        }

        long turn = timeProvider.GetElapsedTime(_start).Ticks / Turn.Ticks;
        return lanes[(int)((number + turn) % lanes.Count)];
    }
}
