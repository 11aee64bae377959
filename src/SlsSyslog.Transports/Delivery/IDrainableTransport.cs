namespace SlsSyslog.Transports;

/// <summary>A transport whose connections can be closed so that what was sent on them counts at once.</summary>
public interface IDrainableTransport : ISyslogTransport
{
    /// <summary>
    /// Closes every connection cleanly at a frame boundary: sending side shut down, the peer's end read, which settles
    /// everything sent before. Later sends connect again. Completes when all are closed, cleanly or not; whether a ticket
    /// settled is what <see cref="ISyslogTransport.ConfirmAsync"/> says.
    /// </summary>
    /// <param name="cancellationToken">Gives up waiting for the peer.</param>
    ValueTask DrainAsync(CancellationToken cancellationToken);
}
