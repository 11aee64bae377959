using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog.Transports;

/// <summary>
/// Sends syslog messages over TCP (RFC 6587) and over TLS (RFC 5425, RFC 9662). All senders share its connections, buffer by buffer in
/// the order of their calls. A send connects if necessary, and connection attempts continue until one succeeds.
/// </summary>
public sealed partial class TcpTransport : IDrainableTransport, ITransportStatus
{
    private readonly TcpTransportOptions _options;
    private readonly ILogger _logger;
    private readonly ConnectionPool _pool;
    private int _hasLoggedFallback;

    /// <summary>Initializes a new instance of the <see cref="TcpTransport"/> class. The first send connects and reads files.</summary>
    /// <param name="options">The options. The transport keeps a copy.</param>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system clock.</param>
    /// <param name="logger">The logger for changes of the connection state, or <see langword="null"/> for no logging.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public TcpTransport(TcpTransportOptions options, TimeProvider? timeProvider = null, ILogger<TcpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = (TcpTransportOptions)options.Copy();
        _options.ThrowIfInvalid(nameof(options));
        _logger = logger ?? NullLogger<TcpTransport>.Instance;
        timeProvider ??= TimeProvider.System;
        _pool = new ConnectionPool(
            _options,
            _options.Connections,
            timeProvider,
            _logger,
            (link, siblings) => new OneWayConnection(
                link, siblings, _options, timeProvider, SelectConfirmation(link.Socket), _options.SettleWindow));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The framing of the buffer is not that of the options.</exception>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken) =>
        frames?.Framing is { } framing && framing != _options.FrameBufferFraming
            ? throw new ArgumentException(
                $"The buffer has the framing {framing}, but the transport uses {_options.FrameBufferFraming}. Use the same framing for both.",
                nameof(frames))
            : _pool.SendAsync(frames!, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) =>
        ConnectionPool.ConfirmAsync(ticket, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ServerStatus> GetServers() => _pool.GetServers();

    /// <inheritdoc/>
    public TimeSpan ThrottledTime => _pool.ThrottledTime;

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _pool.DrainAsync(cancellationToken);

    /// <inheritdoc/>
    public bool IsCloseUnanswered(DeliveryTicket ticket) => ticket.Carrier is SettlementLedger { IsCloseUnanswered: true };

    /// <summary>
    /// Closes the connections as <see cref="DrainAsync"/> does, for at most the drain timeout. Calls of
    /// <see cref="SendAsync"/> that still wait throw an <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>A task that completes when the connections are closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private DeliveryConfirmation SelectConfirmation(Socket socket)
    {
        if (_options.Confirmation != DeliveryConfirmation.KernelAcknowledged || TcpInfo.TryRead(socket, out _))
        {
            return _options.Confirmation;
        }

        if (Interlocked.Exchange(ref _hasLoggedFallback, 1) == 0)
        {
            LogFallback(_options.Confirmation, DeliveryConfirmation.Written);
        }

        return DeliveryConfirmation.Written;
    }
}
