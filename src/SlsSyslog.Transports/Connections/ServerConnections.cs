namespace SlsSyslog.Transports;

/// <summary>
/// The open connections to one server. When one breaks, the server may have lost what the others carried too: everything
/// unsettled on any of them fails.
/// </summary>
internal sealed class ServerConnections(SyslogServer server)
{
    private readonly Lock _lock = new();
    private readonly List<StreamConnection> _open = [];

    public SyslogServer Server { get; } = server;

    public void Add(StreamConnection connection)
    {
        lock (_lock)
        {
            _open.Add(connection);
        }
    }

    public void Remove(StreamConnection connection)
    {
        lock (_lock)
        {
            _open.Remove(connection);
        }
    }

    public void FailUnsettled(SyslogTransportException failure)
    {
        StreamConnection[] open;
        lock (_lock)
        {
            open = [.. _open];
        }

        foreach (StreamConnection connection in open)
        {
            connection.FailUnsettled(failure);
        }
    }
}
