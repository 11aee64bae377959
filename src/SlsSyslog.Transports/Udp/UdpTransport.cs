using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog.Transports;

/// <summary>
/// Sends syslog messages over UDP (RFC 5426), one message per datagram, regardless of the framing of the buffer. Nothing proves
/// delivery: a ticket is confirmed when the operating system accepted the datagrams and none was refused within the settle window.
/// </summary>
public sealed class UdpTransport : IDrainableTransport, ITransportStatus
{
    private readonly UdpCounts _counts = new();
    private readonly ConnectionPool _pool;

    /// <summary>Initializes a new instance of the <see cref="UdpTransport"/> class. No host name is resolved before the first send.</summary>
    /// <param name="options">The options. The transport keeps a copy.</param>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system clock.</param>
    /// <param name="logger">The logger for changes of the connection state, or <see langword="null"/> for no logging.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public UdpTransport(UdpTransportOptions options, TimeProvider? timeProvider = null, ILogger<UdpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        UdpTransportOptions copy = (UdpTransportOptions)options.Copy();
        copy.ThrowIfInvalid(nameof(options));
        timeProvider ??= TimeProvider.System;
        _pool = new ConnectionPool(
            copy,
            connections: 1,
            timeProvider,
            logger ?? (ILogger)NullLogger<UdpTransport>.Instance,
            (link, siblings) => new UdpConnection(link, siblings, copy, timeProvider, _counts));
    }

    /// <summary>Gets the number of datagrams that were truncated to <see cref="UdpTransportOptions.MaxDatagramBytes"/>.</summary>
    public long TruncatedCount => _counts.Truncated;

    /// <summary>Gets the number of times a server refused a datagram, because no process listens on the port.</summary>
    public long RefusedCount => _counts.Refused;

    /// <inheritdoc/>
    public ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken) => _pool.SendAsync(frames, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken) =>
        ConnectionPool.ConfirmAsync(ticket, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ServerStatus> GetServers() => _pool.GetServers();

    /// <inheritdoc/>
    public TimeSpan ThrottledTime => _pool.ThrottledTime;

    /// <inheritdoc/>
    public ValueTask DrainAsync(CancellationToken cancellationToken) => _pool.DrainAsync(cancellationToken);

    /// <summary>Closes the socket. Calls of <see cref="SendAsync"/> that still wait throw an <see cref="ObjectDisposedException"/>.</summary>
    /// <returns>A task that completes when the socket is closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
