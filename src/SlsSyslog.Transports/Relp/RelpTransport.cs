using Microsoft.Extensions.Logging.Abstractions;

namespace SlsSyslog.Transports;

/// <summary>
/// Sends syslog messages over RELP, with or without TLS. The server acknowledges each message, so a confirmed ticket proves that the
/// message is in the queue of the server. Buffers can have any framing, because RELP has its own.
/// </summary>
public sealed class RelpTransport : IDrainableTransport, ITransportStatus
{
    private readonly ConnectionPool _pool;

    /// <summary>Initializes a new instance of the <see cref="RelpTransport"/> class. The first send connects and reads files.</summary>
    /// <param name="options">The options. The transport keeps a copy.</param>
    /// <param name="timeProvider">The clock, or <see langword="null"/> for the system clock.</param>
    /// <param name="logger">The logger for changes of the connection state, or <see langword="null"/> for no logging.</param>
    /// <exception cref="ArgumentException">The options are invalid. The message lists each error and its fix.</exception>
    public RelpTransport(RelpTransportOptions options, TimeProvider? timeProvider = null, ILogger<RelpTransport>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        RelpTransportOptions copy = (RelpTransportOptions)options.Copy();
        copy.ThrowIfInvalid(nameof(options));
        timeProvider ??= TimeProvider.System;
        _pool = new ConnectionPool(
            copy,
            copy.Connections,
            timeProvider,
            logger ?? (ILogger)NullLogger<RelpTransport>.Instance,
            (link, siblings) => new RelpConnection(link, siblings, copy, timeProvider));
    }

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

    /// <summary>
    /// Waits for acknowledgments and closes the sessions, for at most the drain timeout. Calls of
    /// <see cref="SendAsync"/> that still wait throw an <see cref="ObjectDisposedException"/>.
    /// </summary>
    /// <returns>A task that completes when the connections are closed.</returns>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
