namespace SlsSyslog.ConsumerGroups;

/// <summary>Holds the readers of one lease: the main one, or one of each branch.</summary>
/// <param name="session">The session.</param>
/// <param name="shardName">The name of the shard.</param>
/// <param name="create">Creates a reader of a lane.</param>
internal sealed class ShardReaders(SourceSession session, string shardName, Func<ReadLane, ShardReader> create) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<ShardReader> _branches = [];

    /// <summary>Gets the reader of a lease without branches. It pulls nothing until it is used.</summary>
    public ShardReader Main { get; } = create(session.Main);

    /// <summary>Gets whether every reader has reported the end to its caller.</summary>
    public bool HaveReportedEnd
    {
        get
        {
            lock (_lock)
            {
                return _branches.Count == 0 ? Main.HasReportedEnd : _branches.TrueForAll(reader => reader.HasReportedEnd);
            }
        }
    }

    public ShardReader Open(int branch, int branches)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(branch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(branch, branches);
        ShardReader reader = create(session.GetLane(branch, branches));
        lock (_lock)
        {
            _branches.Add(reader);
        }

        return reader;
    }

    public ValueTask DisposeAsync()
    {
        session.Pulls.Remove(shardName);
        return Main.DisposeAsync();
    }
}
