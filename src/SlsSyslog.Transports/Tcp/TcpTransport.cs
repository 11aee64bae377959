using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// Syslog over TCP (RFC 6587). One connection, shared by all senders buffer by buffer, first come first served; it is made when
/// something is sent, and made again for as long as it takes.
/// </summary>
public sealed partial class TcpTransport : IDrainableTransport
{
    private readonly TcpTransportOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly AddressConnector _connector;
    private readonly ConnectionLane _lane;
    private int _saidFallback;
    private int _isDisposed;

    /// <summary>Makes a transport; nothing is resolved or connected before the first send.</summary>
    /// <param name="options">The servers and how to treat them; copied.</param>
    /// <param name="timeProvider">Every wait and deadline; the system's clock when null.</param>
    /// <param name="logger">Connected, lost, recovered: one line a change; none when null.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message names every fault.</exception>
    public TcpTransport(TcpTransportOptions options, TimeProvider? timeProvider = null, ILogger<TcpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = (TcpTransportOptions)options.Snapshot();
        _clock = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<TcpTransport>.Instance;
        _connector = new AddressConnector(_options, _clock);
        ServerConnections[] servers = [.. _options.Servers.Select(server => new ServerConnections(server))];
        _lane = new ConnectionLane(new Reconnector(servers, _options, _clock, _logger, OpenAsync), _options.DrainTimeout, _clock);
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return frames.Count == 0 ? ValueTask.FromResult(default(DeliveryTicket)) : _lane.SendAsync(frames, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) => ticket.Carrier switch
    {
        null => ValueTask.CompletedTask,
        DeliveryLedger ledger => ledger.WaitAsync(ticket.Position, cancellationToken),
        _ => throw new ArgumentException("The ticket comes from another transport.", nameof(ticket)),
    };

    /// <inheritdoc/>
    public async ValueTask DrainAsync(CancellationToken cancellationToken) => await _lane.DrainAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connection as <see cref="DrainAsync"/> does, for at most the drain timeout. Senders that wait get an <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>Completes when the connection is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            await _lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<StreamConnection> OpenAsync(
        ServerConnections server, Action<StreamConnection, string> onLost, CancellationToken cancellationToken)
    {
        Socket? socket = null;
        try
        {
            socket = await _connector.ConnectAsync(server.Server, cancellationToken).ConfigureAwait(false);
            ConnectionParts parts = new(socket, new NetworkStream(socket, ownsSocket: false), server, _options, _clock, onLost);
            TcpConnection connection = new(parts, _options, ProvesByTcp(socket));
            socket = null;
            return connection;
        }
        catch (IOException e)
        {
            // NetworkStream refuses a socket that was reset before it could be wrapped.
            throw new SyslogTransportException(SocketFault.Describe(e), isTransient: true, e);
        }
        finally
        {
            socket?.Dispose();
        }
    }

    private bool ProvesByTcp(Socket socket)
    {
        if (_options.Confirmation < DeliveryConfirmation.KernelAcknowledged)
        {
            return false;
        }

        bool canProve = TcpInfo.TryRead(socket, out _);
        if (!canProve && Interlocked.Exchange(ref _saidFallback, 1) == 0)
        {
            LogFallback(_options.Confirmation, DeliveryConfirmation.Written);
        }

        return canProve;
    }
}
