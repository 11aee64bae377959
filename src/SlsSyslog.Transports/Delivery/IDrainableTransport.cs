namespace SlsSyslog.Transports;

/// <summary>Represents a transport whose connections can be closed, so that the frames sent on them are settled immediately.</summary>
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

    /// <summary>
    /// Returns whether the transport closed its side of the connection that carried a ticket and the server did not answer with a clean
    /// close. Then the server may not have read the frames, even if the ticket is settled. A program that ends, or that reports a finite
    /// amount of work as done, must not count them as delivered.
    /// </summary>
    /// <param name="ticket">A ticket of this transport.</param>
    /// <returns>
    /// <see langword="true"/> if the close was not answered. The default implementation returns <see langword="false"/>, which is correct
    /// where each message is acknowledged or where no close can prove anything.
    /// </returns>
    bool IsCloseUnanswered(DeliveryTicket ticket) => false;
}
