namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Determines when SLS received the oldest log of each pull, by the local clock. A pull reports the time at its next position, which is where
/// the next pull starts. Nothing before the time of a pull that reached the end can be in the next one.
/// </summary>
internal sealed class ReceiptTracker(LogstoreContext logstore, int shard, bool asksService)
{
    private LogPosition? _position;
    private DateTimeOffset? _receivedAt;

    /// <summary>Sets the time of the oldest log of a pull with logs, and remembers that of the next one.</summary>
    /// <param name="pulled">The pull.</param>
    /// <param name="sentAt">The local time before the request was sent.</param>
    /// <param name="cancellationToken">Cancels the request for the time at a position that was not reached by pulling.</param>
    public async ValueTask TrackAsync(PullResult pulled, DateTimeOffset sentAt, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = pulled.ReceivedAt - logstore.Clock.Offset;
        bool isAtEnd = pulled.ReachedEnd || (pulled.GroupCount == 0 && pulled.Next == pulled.Start);
        if (pulled.GroupCount > 0)
        {
            pulled.OldestReceivedAt = _position == pulled.Start && _receivedAt is { } known
                ? known
                : await FindAsync(pulled.Start, cancellationToken).ConfigureAwait(false) ?? next;
        }

        _position = pulled.Next;
        _receivedAt = isAtEnd ? sentAt : next;
    }

    private async ValueTask<DateTimeOffset?> FindAsync(LogPosition position, CancellationToken cancellationToken)
    {
        if (!asksService)
        {
            return null;
        }

        try
        {
            return await logstore.Client.GetCursorTimeAsync(shard, position, cancellationToken).ConfigureAwait(false) - logstore.Clock.Offset;
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            // For the status and the metrics only: the time after the batch is used.
            return null;
        }
    }
}
