using System.Runtime.ExceptionServices;

namespace SlsSyslog.Transports;

/// <summary>Represents one of the lanes over which buffers are distributed. Its connections lead to one server.</summary>
/// <param name="lane">The lane.</param>
/// <param name="server">The connections to the server.</param>
/// <param name="delayAfterStall">How long the server is not used after it has stopped reading, while there are others.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class BalancedLane(ConnectionLane lane, ServerConnections server, TimeSpan delayAfterStall, TimeProvider timeProvider)
{
    // A server that reads takes a buffer in milliseconds.
    private static readonly TimeSpan SlowSend = TimeSpan.FromSeconds(2);

    private int _senders;
    private long _progressAt;
    private long _waitingBytes;

    public ConnectionLane Lane => lane;

    /// <summary>Gets the running attempt to connect, or a completed task.</summary>
    public Task Opening { get; private set; } = Task.CompletedTask;

    /// <summary>Gets whether buffers wait and none was sent for some time. They stay where they are; others use another lane.</summary>
    public bool IsStalled =>
        Volatile.Read(ref _senders) > 0 && timeProvider.GetElapsedTime(Interlocked.Read(ref _progressAt)) >= SlowSend;

    /// <summary>Gets the bytes on the way to the server: those that wait for the lane, and those that are sent and not settled.</summary>
    public long Load => Interlocked.Read(ref _waitingBytes) + server.UnsettledBytes;

    /// <summary>Begins to connect in the background, unless it is already or was tried a short time ago. The caller holds a lock.</summary>
    /// <param name="isNeeded">Whether no other lane can be used. Otherwise a server that has stopped reading is not used for some time.</param>
    /// <exception cref="Exception">The previous attempt ended with an unexpected exception.</exception>
    public void BeginOpen(bool isNeeded)
    {
        if (Opening.Exception is { InnerException: { } failure })
        {
            Opening = Task.CompletedTask;
            ExceptionDispatchInfo.Throw(failure);
        }

        bool isDue = !lane.IsBreaking && lane.ConnectDelay <= TimeSpan.Zero && (isNeeded || !(lane.Stalled < delayAfterStall));
        if (Opening.IsCompleted && isDue)
        {
            Opening = lane.OpenAsync();
        }
    }

    /// <summary>Sends on the lane if it is open, as <see cref="ConnectionLane.TrySendAsync"/> does.</summary>
    public async ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> TrySendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken)
    {
        int bytes = frames.Length;
        Interlocked.Add(ref _waitingBytes, bytes);
        if (Interlocked.Increment(ref _senders) == 1)
        {
            Interlocked.Exchange(ref _progressAt, timeProvider.GetTimestamp());
        }

        try
        {
            return await lane.TrySendAsync(frames, firstFrame, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Exchange(ref _progressAt, timeProvider.GetTimestamp());
            Interlocked.Decrement(ref _senders);
            Interlocked.Add(ref _waitingBytes, -bytes);
        }
    }
}
