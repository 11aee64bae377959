namespace SlsSyslog.Transports;

/// <summary>
/// Holds the connections to one server that are open or have unsettled frames. When one of them breaks, the server may have lost what
/// the others carried too, so everything unsettled on any of them fails.
/// </summary>
internal sealed class ServerConnections(SyslogServer server)
{
    private readonly Lock _lock = new();
    private readonly List<SyslogConnection> _connections = [];

    public SyslogServer Server { get; } = server;

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

    private SyslogConnection[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _connections];
        }
    }
}
