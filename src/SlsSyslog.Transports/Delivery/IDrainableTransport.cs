namespace SlsSyslog.Transports;

/// <summary>Represents a transport whose connections can be closed, so that the frames sent on them are settled at once.</summary>
public interface IDrainableTransport : ISyslogTransport
{
    /// <summary>
    /// Closes every connection at a frame boundary: shuts down the sending side and waits until the server closes it, which settles
    /// everything sent before. The next send connects again. Over UDP, which has no close, everything settles after the settle window.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait for the server.</param>
    /// <returns>
    /// A task that completes when all connections are closed, with or without an error. <see cref="ISyslogTransport.ConfirmAsync"/>
    /// reports whether a ticket is settled.
    /// </returns>
    ValueTask DrainAsync(CancellationToken cancellationToken);
}
