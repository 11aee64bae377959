using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// Syslog over TCP (RFC 6587) and over TLS (RFC 5425, RFC 9662). Its connections are shared by all senders buffer by buffer,
/// first come first served; they are made when something is sent, and made again for as long as it takes.
/// </summary>
public sealed partial class TcpTransport : IDrainableTransport
{
    private readonly TcpTransportOptions _options;
    private readonly ILogger _logger;
    private readonly ConnectionPool _pool;
    private int _saidFallback;

    /// <summary>Initializes a new instance. Nothing is connected before the first send.</summary>
    /// <param name="options">The servers and how to treat them; copied.</param>
    /// <param name="timeProvider">Every wait and deadline; the system's clock when null.</param>
    /// <param name="logger">Connected, lost, recovered: one line a change; none when null.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public TcpTransport(TcpTransportOptions options, TimeProvider? timeProvider = null, ILogger<TcpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid(nameof(options));
        _options = (TcpTransportOptions)options.Copy();
        _logger = logger ?? NullLogger<TcpTransport>.Instance;
        _pool = new ConnectionPool(
            _options,
            _options.Rotation,
            _options.Connections,
            timeProvider ?? TimeProvider.System,
            _logger,
            parts => new TcpConnection(parts, BestConfirmation(parts.Link.Socket), _options.SettleWindow));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The buffer's framing is not that of the options.</exception>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken) =>
        frames?.Framing is { } framing && framing != _options.FrameBufferFraming
            ? throw new ArgumentException(
                $"The buffer has the framing {framing}, but the transport uses {_options.FrameBufferFraming}. Use the same framing for both.", nameof(frames))
            : _pool.SendAsync(frames!, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) => ConnectionPool.ConfirmAsync(ticket, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _pool.DrainAsync(cancellationToken);

    /// <summary>Closes the connections as a drain does, for at most the drain timeout. Senders that wait get an <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>Completes when the connections are closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private DeliveryConfirmation BestConfirmation(Socket socket)
    {
        if (_options.Confirmation != DeliveryConfirmation.KernelAcknowledged || TcpInfo.TryRead(socket, out _))
        {
            return _options.Confirmation;
        }

        if (Interlocked.Exchange(ref _saidFallback, 1) == 0)
        {
            LogFallback(_options.Confirmation, DeliveryConfirmation.Written);
        }

        return DeliveryConfirmation.Written;
    }
}
