namespace SlsSyslog.Transports;

/// <summary>Implements the transports: distributes buffers to lanes, which share the servers, and confirms tickets.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConnectionLane[] _lanes;
    private readonly ServerConnections[] _servers;
    private int _isDisposed;

    public ConnectionPool(
        NetworkTransportOptions options,
        int connections,
        TimeProvider timeProvider,
        ILogger logger,
        Func<SocketLink, ServerConnections, SyslogConnection> create)
    {
        ServerConnector connector = new(options, timeProvider);
        RefreshPlan? refresh = options.ResolveAfter is { } interval ? new(interval, new AddressResolver(options, timeProvider), logger) : null;
        ServerConnections[] servers = [.. options.Servers.Select(server => new ServerConnections(server, timeProvider))];
        _servers = servers;
        _lanes = new ConnectionLane[connections];
        for (int i = 0; i < connections; i++)
        {
            Reconnector reconnector = new(servers, options, timeProvider, logger, ConnectAsync);
            _lanes[i] = new ConnectionLane(reconnector, options.Rotation, options.DrainTimeout, timeProvider, refresh);
        }

        async Task<SyslogConnection> ConnectAsync(ServerConnections server, CancellationToken cancellationToken)
        {
            SocketLink link = await connector.ConnectAsync(server.Server, cancellationToken).ConfigureAwait(false);
            SyslogConnection connection = create(link, server);
            DateTimeOffset? certificateExpiresAt = link.CertificateExpiresAt;
            await connection.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
            server.Activity.AddConnect(certificateExpiresAt);
            return connection;
        }
    }

    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ObjectDisposedException.ThrowIf(_isDisposed != 0, typeof(ISyslogTransport));
        return frames.Count == 0
            ? ValueTask.FromResult(default(DeliveryTicket))
            : _lanes[(uint)frames.OrderKey % _lanes.Length].SendAsync(frames, cancellationToken);
    }

    public static ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) => ticket.Carrier switch
    {
        null => ValueTask.CompletedTask,
        SettlementLedger ledger => ledger.WaitAsync(ticket.Position, cancellationToken),
        _ => throw new ArgumentException("The ticket is from another transport. Confirm it with the transport that sent the frames.", nameof(ticket)),
    };

    public IReadOnlyList<ServerStatus> GetServers() => [.. _servers.Select(server => server.GetStatus())];

    public async ValueTask DrainAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_lanes.Select(lane => lane.DrainAsync(cancellationToken))).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }
}
