namespace SlsSyslog.Transports.Tests;

/// <summary>Represents servers that accept or refuse connections without a network, as the test specifies.</summary>
internal sealed class FakeServers(TimeProvider timeProvider, NetworkTransportOptions options, int count = 1) : IDisposable
{
    private readonly HashSet<SyslogServer> _refusing = [];

    public ServerConnections[] All { get; } =
        [.. Enumerable.Range(0, count).Select(i => new ServerConnections(new SyslogServer(SyslogScheme.Tcp, $"server{i}", 514), TimeProvider.System))];

    /// <summary>Gets the numbers of the servers in the order of the connection attempts.</summary>
    public List<int> Attempts { get; } = [];

    public List<FakeConnection> Connections { get; } = [];

    public TimeSpan SettleWindow { get; init; }

    public bool AcknowledgesMessages { get; init; }

    /// <summary>Gets or sets what happens with each new connection.</summary>
    public Action<FakeConnection>? OnConnected { get; set; }

    /// <summary>Gets or sets what an attempt waits for.</summary>
    public Func<CancellationToken, Task>? BeforeConnect { get; set; }

    public void Refuse(int server) => _refusing.Add(All[server].Server);

    public void Accept(int server) => _refusing.Remove(All[server].Server);

    public async Task<SyslogConnection> ConnectAsync(ServerConnections server, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Attempts.Add(Array.IndexOf(All, server));
        if (BeforeConnect is not null)
        {
            await BeforeConnect(cancellationToken);
        }

        if (_refusing.Contains(server.Server))
        {
            throw new SyslogTransportException($"{server.Server.Host} refused");
        }

        FakeConnection connection = new(server, timeProvider, options, SettleWindow) { AcknowledgesMessages = AcknowledgesMessages };
        Connections.Add(connection);
        OnConnected?.Invoke(connection);
        return connection;
    }

    public void Dispose() => Connections.ForEach(connection => connection.Dispose());
}
