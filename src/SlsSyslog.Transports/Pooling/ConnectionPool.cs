namespace SlsSyslog.Transports;

/// <summary>
/// Implements the transports: distributes buffers to lanes, which share the servers or have one each, and confirms tickets.
/// </summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConnectionLane[] _lanes;
    private readonly ServerConnections[] _servers;
    private readonly LoadBalancer? _balancer;
    private readonly SendRate? _rate;
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
        RetryBudget budget = new(options, servers, timeProvider);
        _servers = servers;
        if (options.MaxBytesPerSecond is not null || options.MaxRecordsPerSecond is not null)
        {
            _rate = new SendRate(options.MaxBytesPerSecond, options.MaxRecordsPerSecond, timeProvider);
        }

        if (options.LoadBalancing == LoadBalancing.Failover || servers.Length == 1)
        {
            _lanes = [.. Enumerable.Range(0, connections).Select(_ => CreateLane(servers))];
            return;
        }

        // The first connection to each server, then the second one to each, so that the first shards get different servers.
        BalancedLane[] balanced = [.. Enumerable.Range(0, connections).SelectMany(_ => servers.Select(CreateBalancedLane))];
        ILaneChoice choice = options.LoadBalancing == LoadBalancing.RoundRobin ? new RoundRobinChoice(timeProvider) : new LeastUnsettledChoice();
        _lanes = [.. balanced.Select(lane => lane.Lane)];
        _balancer = new LoadBalancer(balanced, choice, budget, timeProvider);

        ConnectionLane CreateLane(IReadOnlyList<ServerConnections> targets, TimeSpan delayAfterStall = default)
        {
            Reconnector reconnector = new(targets, options, timeProvider, logger, ConnectAsync, budget, delayAfterStall);
            return new ConnectionLane(reconnector, options.Rotation, options.DrainTimeout, timeProvider, refresh);
        }

        BalancedLane CreateBalancedLane(ServerConnections server) =>
            new(CreateLane([server], options.FailBackAfter), server, options.FailBackAfter, timeProvider);

        async Task<SyslogConnection> ConnectAsync(ServerConnections server, CancellationToken cancellationToken)
        {
            SocketLink link = await connector.ConnectAsync(server.Server, cancellationToken).ConfigureAwait(false);
            SyslogConnection connection = create(link, server);
            (DateTimeOffset? expiresAt, PeerCertificate? peer) = (link.CertificateExpiresAt, PeerCertificate.Describe(link.ServerCertificate));
            await connection.OpenSessionAsync(cancellationToken).ConfigureAwait(false);
            server.Activity.AddConnect(expiresAt, peer);
            return connection;
        }
    }

    /// <summary>Gets how long buffers have waited because of the limits of the rate, added up over all senders.</summary>
    public TimeSpan ThrottledTime => _rate?.ThrottledTime ?? TimeSpan.Zero;

    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ObjectDisposedException.ThrowIf(_isDisposed != 0, typeof(ISyslogTransport));
        return frames.Count == 0 ? ValueTask.FromResult(default(DeliveryTicket))
            : _rate is null ? DistributeAsync(frames, cancellationToken)
            : SendLimitedAsync(_rate, frames, cancellationToken);
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
            if (_rate is not null)
            {
                await _rate.DisposeAsync().ConfigureAwait(false);
            }

            _balancer?.Dispose();
            await Task.WhenAll(_lanes.Select(lane => lane.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
    }

    private ValueTask<DeliveryTicket> DistributeAsync(FrameBuffer frames, CancellationToken cancellationToken) => _balancer is null
        ? _lanes[(uint)frames.OrderKey % _lanes.Length].SendAsync(frames, cancellationToken)
        : _balancer.SendAsync(frames, cancellationToken);

    private async ValueTask<DeliveryTicket> SendLimitedAsync(SendRate rate, FrameBuffer frames, CancellationToken cancellationToken)
    {
        await rate.WaitAsync(frames, cancellationToken).ConfigureAwait(false);
        return await DistributeAsync(frames, cancellationToken).ConfigureAwait(false);
    }
}
