using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// Syslog over RELP, plain or over TLS: the server acknowledges each message, so a confirmed ticket is exact, as deep as the
/// server's own queue. Takes buffers of any framing, since RELP counts for itself.
/// </summary>
public sealed class RelpTransport : IDrainableTransport
{
    private readonly ConnectionPool _pool;

    /// <summary>Initializes a new instance. Nothing is connected before the first send.</summary>
    /// <param name="options">The servers and how to treat them; copied.</param>
    /// <param name="timeProvider">Every wait and deadline; the system's clock when null.</param>
    /// <param name="logger">Connected, lost, recovered: one line a change; none when null.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public RelpTransport(RelpTransportOptions options, TimeProvider? timeProvider = null, ILogger<RelpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid(nameof(options));
        RelpTransportOptions own = (RelpTransportOptions)options.Copy();
        _pool = new ConnectionPool(
            own,
            own.Rotation,
            own.Connections,
            timeProvider ?? TimeProvider.System,
            logger ?? (ILogger)NullLogger<RelpTransport>.Instance,
            parts => new RelpConnection(parts, own));
    }

    /// <inheritdoc/>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken) => _pool.SendAsync(frames, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) => ConnectionPool.ConfirmAsync(ticket, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _pool.DrainAsync(cancellationToken);

    /// <summary>Waits for what is unacknowledged and closes the sessions, for at most the drain timeout. Senders that wait get an <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>Completes when the connections are closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
