using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// Syslog over UDP (RFC 5426): one message a datagram, whatever the buffer's framing. Nothing proves delivery: a ticket is
/// confirmed when the operating system took the datagrams and nobody refused one in the settle window.
/// </summary>
public sealed class UdpTransport : IDrainableTransport
{
    private readonly UdpCounts _counts = new();
    private readonly ConnectionPool _pool;

    /// <summary>Initializes a new instance. No host name is resolved before the first send.</summary>
    /// <param name="options">The servers and how to treat them; copied.</param>
    /// <param name="timeProvider">Every wait and deadline; the system's clock when null.</param>
    /// <param name="logger">Opened, refused, recovered: one line a change; none when null.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public UdpTransport(UdpTransportOptions options, TimeProvider? timeProvider = null, ILogger<UdpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfInvalid(nameof(options));
        UdpTransportOptions own = (UdpTransportOptions)options.Copy();
        RotationPlan plan = new(own.ResolveAfter, AfterBytes: null, Overlap: true, MustDrain: false, own.FailBackAfter);
        _pool = new ConnectionPool(
            own,
            plan,
            connections: 1,
            timeProvider ?? TimeProvider.System,
            logger ?? (ILogger)NullLogger<UdpTransport>.Instance,
            parts => new UdpConnection(parts, own, _counts));
    }

    /// <summary>How many datagrams were cut to <see cref="UdpTransportOptions.MaxDatagramBytes"/> so far.</summary>
    public long TruncatedCount => _counts.Truncated;

    /// <summary>How often a server's system said so far that nobody listens.</summary>
    public long RefusedCount => _counts.Refused;

    /// <inheritdoc/>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken) => _pool.SendAsync(frames, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) => ConnectionPool.ConfirmAsync(ticket, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _pool.DrainAsync(cancellationToken);

    /// <summary>Closes the socket. Senders that wait get an <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>Completes when it is closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
