namespace SlsSyslog.Transports;

/// <summary>
/// Sends frames to one destination and proves their delivery. Any number of callers can send at the same time and are served in the order of their
/// calls. A frame is never split, and the frames of one caller keep their order.
/// </summary>
public interface ISyslogTransport : IAsyncDisposable
{
    /// <summary>
    /// Sends complete frames. While it is not connected, connection attempts continue until one succeeds. The task completes when the
    /// operating system has accepted the bytes, which does not prove delivery: see <see cref="ConfirmAsync"/>.
    /// </summary>
    /// <param name="frames">The frames. They must not change before the task completes.</param>
    /// <param name="cancellationToken">Cancels the send. The next caller resends a partial frame in full.</param>
    /// <returns>The ticket to confirm.</returns>
    /// <exception cref="OperationCanceledException">The send was canceled. The inner exception says why no server could be reached.</exception>
    /// <exception cref="ServersUnavailableException">
    /// No server could be reached, and the options limit the attempts, as <see cref="NetworkTransportOptions.GiveUpAfter"/> does.
    /// </exception>
    ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken);

    /// <summary>Waits until the frames of a ticket, and all frames before them, are proven to be delivered and are settled.</summary>
    /// <param name="ticket">A ticket of this transport.</param>
    /// <param name="cancellationToken">Cancels the wait. The ticket stays valid.</param>
    /// <returns>A task that completes when the frames are settled.</returns>
    /// <exception cref="SyslogTransportException">A connection with unsettled frames broke. Send the frames again.</exception>
    ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken);
}
