namespace SlsSyslog.Transports;

/// <summary>
/// Holds the connections to one server that are open or have unsettled frames. When one of them breaks, the server may have lost what
/// the others carried too, so everything unsettled on any of them fails.
/// </summary>
internal sealed class ServerConnections(SyslogServer server, TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private readonly List<SyslogConnection> _connections = [];

    // A drain of a server that reads very slowly: eighty seconds without progress at the default timeout.
    private const int MaxPatience = 8;

    private int _patience = 1;
    private bool _hasClosedFirst;

    public SyslogServer Server { get; } = server;

    /// <summary>Gets what happened on all connections to the server.</summary>
    public ServerActivity Activity { get; } = new(timeProvider);

    /// <summary>
    /// Gets the factor of the drain timeout for connections that are replaced. It doubles when the server does not close in time, so that
    /// one that needs longer does not receive the same frames forever.
    /// </summary>
    public int Patience => Volatile.Read(ref _patience);

    /// <summary>
    /// Gets or sets whether the server was the first to close its last connection. It may do so again, and after the close of the transport that
    /// would look like an answer: the transport waits before it closes the next connection.
    /// </summary>
    public bool HasClosedFirst
    {
        get => Volatile.Read(ref _hasClosedFirst);
        set => Volatile.Write(ref _hasClosedFirst, value);
    }

    /// <summary>Returns whether there is an open connection of at least the given age.</summary>
    public bool HasOpen(TimeSpan age)
    {
        lock (_lock)
        {
            return _connections.Exists(connection => connection.IsOpen && connection.Life.Age >= age);
        }
    }

    /// <summary>Gets the number of bytes that are sent on any connection and not settled.</summary>
    public long UnsettledBytes
    {
        get
        {
            long bytes = 0;
            lock (_lock)
            {
                foreach (SyslogConnection connection in _connections)
                {
                    bytes += connection.UnsettledBytes;
                }
            }

            return bytes;
        }
    }

    public void IncreasePatience() => Volatile.Write(ref _patience, Math.Min(MaxPatience, Patience * 2));

    public void Add(SyslogConnection connection)
    {
        lock (_lock)
        {
            _connections.Add(connection);
        }
    }

    public void Remove(SyslogConnection connection)
    {
        lock (_lock)
        {
            _connections.Remove(connection);
        }
    }

    public void FailUnsettled(SyslogTransportException failure)
    {
        foreach (SyslogConnection connection in Snapshot())
        {
            connection.FailUnsettled(failure);
        }
    }

    /// <summary>
    /// Settles the connections that are closed. The server has just read everything on another connection and closed it, so it was
    /// running after it had closed these.
    /// </summary>
    public void SettleClosed()
    {
        foreach (SyslogConnection connection in Snapshot())
        {
            connection.SettleIfClosed();
        }
    }

    public ServerStatus GetStatus()
    {
        SyslogConnection[] connections = Snapshot();
        return Activity.Describe(new ServerStatus(Server)
        {
            Connections = connections.Count(connection => connection.IsOpen),
            UnsettledBytes = connections.Sum(connection => connection.UnsettledBytes),
        });
    }

    private SyslogConnection[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _connections];
        }
    }
}
