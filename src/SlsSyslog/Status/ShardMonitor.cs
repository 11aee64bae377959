namespace SlsSyslog;

/// <summary>
/// Holds the totals of one shard of a route over all leases of this process. One snapshot under the lock is read by the status and by the
/// metrics, so that its numbers are of one moment.
/// </summary>
internal sealed class ShardMonitor(string name, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly List<LeaseAccount> _leases = [];

    // Changed by leases under the lock.
    internal RecordCounts Counts;

    private StatusError? _blocked;
    private StatusError? _lastError;
    private LogPosition? _confirmed;

    public string Name => name;

    /// <summary>Gets the lock of the totals and of the accounts of the leases.</summary>
    public Lock Sync => _lock;

    /// <summary>Gets or sets what blocks the shard.</summary>
    public StatusError? Blocked
    {
        get => Volatile.Read(ref _blocked);
        set => Volatile.Write(ref _blocked, value);
    }

    public StatusError? LastError
    {
        get => Volatile.Read(ref _lastError);
        set => Volatile.Write(ref _lastError, value);
    }

    /// <summary>Opens the account of a lease. An on-demand forwarder can have several of one shard.</summary>
    public LeaseAccount Open()
    {
        LeaseAccount account = new(this, timeProvider);
        lock (_lock)
        {
            _leases.Add(account);
            return account;
        }
    }

    /// <summary>Removes the account of a lease that has ended. The caller holds the lock.</summary>
    public void Remove(LeaseAccount account)
    {
        _leases.Remove(account);
        _confirmed = account.Confirmed ?? _confirmed;
    }

    public ShardSnapshot GetSnapshot()
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        lock (_lock)
        {
            long pending = 0;
            long unsettled = 0;
            DateTimeOffset? oldest = null;
            LogPosition? confirmed = _confirmed;
            foreach (LeaseAccount lease in _leases)
            {
                pending += lease.Pending;
                unsettled += lease.UnsettledBytes;
                oldest = oldest < lease.OldestReceipt ? oldest : lease.OldestReceipt ?? oldest;
                confirmed = lease.Confirmed ?? confirmed;
            }

            TimeSpan lag = oldest is { } time && time < now ? now - time : TimeSpan.Zero;
            return new ShardSnapshot(name, _leases.Count > 0, Counts, pending, lag, unsettled, confirmed, Blocked, LastError);
        }
    }
}
