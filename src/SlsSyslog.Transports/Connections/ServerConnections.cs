namespace SlsSyslog.Transports;

/// <summary>
/// The connections to one server that are open or have something unsettled. When one breaks, the server may have lost what the others carried too: everything
/// unsettled on any of them fails.
/// </summary>
internal sealed class ServerConnections(SyslogServer server)
{
    private readonly Lock _lock = new();
    private readonly List<SyslogConnection> _open = [];

    public SyslogServer Server { get; } = server;

    public void Add(SyslogConnection connection)
    {
        lock (_lock)
        {
            _open.Add(connection);
        }
    }

    public void Remove(SyslogConnection connection)
    {
        lock (_lock)
        {
            _open.Remove(connection);
        }
    }

    public void FailUnsettled(SyslogTransportException failure)
    {
        foreach (SyslogConnection connection in Snapshot())
        {
            connection.FailUnsettled(failure);
        }
    }

    /// <summary>The server just took everything on one connection and closed it: it was alive after those it had closed before.</summary>
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
            return [.. _open];
        }
    }
}
