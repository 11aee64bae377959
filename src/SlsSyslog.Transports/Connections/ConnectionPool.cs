using Microsoft.Extensions.Logging;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>What every transport is inside: lanes that share the servers, and tickets that are ledgers.</summary>
internal sealed class ConnectionPool : IAsyncDisposable
{
    private readonly ConnectionLane[] _lanes;
    private int _isDisposed;

    public ConnectionPool(
        NetworkTransportOptions options, RotationPlan rotation, int connections, TimeProvider clock, ILogger logger, Func<ConnectionParts, SyslogConnection> wrap)
    {
        ServerConnector connector = new(options, clock);
        ServerConnections[] servers = [.. options.Servers.Select(server => new ServerConnections(server))];
        _lanes = new ConnectionLane[connections];
        for (int i = 0; i < connections; i++)
        {
            _lanes[i] = new ConnectionLane(new Reconnector(servers, options, clock, logger, OpenAsync), rotation, options.DrainTimeout, clock);
        }

        async Task<SyslogConnection> OpenAsync(
            ServerConnections server, Action<SyslogConnection, string> onLost, CancellationToken cancellationToken)
        {
            StreamLink link = await connector.ConnectAsync(server.Server, cancellationToken).ConfigureAwait(false);
            SyslogConnection connection = wrap(new ConnectionParts(link, server, options, clock, onLost));
            await connection.GreetAsync(cancellationToken).ConfigureAwait(false);
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
        DeliveryLedger ledger => ledger.WaitAsync(ticket.Position, cancellationToken),
        _ => throw new ArgumentException("The ticket comes from another transport.", nameof(ticket)),
    };

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
