namespace SlsSyslog;

/// <summary>Commits the position before which every required branch of a lease has confirmed everything.</summary>
/// <param name="lease">The lease.</param>
/// <param name="required">The number of required branches.</param>
internal sealed class BranchCommits(ILogLease lease, int required)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, LogPosition> _confirmed = [];
    private LogPosition? _committed;

    /// <summary>Adds a position of a required branch.</summary>
    public ValueTask CommitAsync(int branch, LogPosition position, CancellationToken cancellationToken)
    {
        // Under the lock, so that positions are committed in ascending order. The lease only accepts the position.
        lock (_lock)
        {
            _confirmed[branch] = position;
            if (_confirmed.Count < required || FindSlowest() is not { } slowest || slowest == _committed)
            {
                return ValueTask.CompletedTask;
            }

            _committed = slowest;
            return lease.CommitAsync(slowest, cancellationToken);
        }
    }

    // Cursors that are not numbers have no order: they count when all branches have the same one.
    private LogPosition? FindSlowest()
    {
        LogPosition? slowest = null;
        foreach (LogPosition position in _confirmed.Values)
        {
            if (slowest is null || slowest == position)
            {
                slowest = position;
            }
            else if (CursorNumber.Decode(position) is { } number && CursorNumber.Decode(slowest.Value) is { } smallest)
            {
                slowest = number < smallest ? position : slowest;
            }
            else
            {
                return null;
            }
        }

        return slowest;
    }
}
