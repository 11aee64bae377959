using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// Carries frames to one destination and proves their delivery. Any number of callers may send at once, first come first
/// served; a frame is never torn, and the frames of one caller keep their order.
/// </summary>
public interface ISyslogTransport : IAsyncDisposable
{
    /// <summary>
    /// Sends whole frames, connecting and connecting again for as long as it takes. Completes when the bytes are handed to the
    /// operating system, which proves nothing yet: see <see cref="ConfirmAsync"/>.
    /// </summary>
    /// <param name="frames">The frames, lent until completion.</param>
    /// <param name="cancellationToken">Gives up; a frame under way is then sent again as a whole by whoever comes next.</param>
    /// <returns>The ticket to confirm.</returns>
    /// <exception cref="OperationCanceledException">Given up. Where no server could be reached, the inner exception says why.</exception>
    ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken);

    /// <summary>Completes when that ticket's bytes, and all before them, are proven delivered and settled.</summary>
    /// <param name="ticket">A ticket of this transport.</param>
    /// <param name="cancellationToken">Stops waiting; the ticket stays valid.</param>
    /// <exception cref="SyslogTransportException">A connection that carried unsettled bytes broke: send them again.</exception>
    ValueTask ConfirmAsync(DeliveryTicket ticket, CancellationToken cancellationToken);
}
