using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// A connection to a server that never answers. Positions are bytes handed to the socket; their proof is what TCP says of them,
/// asked by one timer while something is unproven or unsettled, or the server's clean end.
/// </summary>
internal abstract class UnansweredConnection : SyslogConnection
{
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromMilliseconds(25);

    private readonly DeliveryConfirmation _confirmation;
    private readonly Lock _pollLock = new();
    private readonly ITimer _poll;
    private TimeSpan _pollInterval;

    protected UnansweredConnection(ConnectionParts parts, DeliveryConfirmation confirmation, TimeSpan settleWindow)
        : base(parts, new DeliveryLedger(settleWindow, parts.Clock, start: 0))
    {
        _confirmation = confirmation;
        _poll = Clock.CreateTimer(static connection => ((UnansweredConnection)connection!).OnPoll(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override async ValueTask<DeliveryTicket?> SendAsync(FrameBuffer frames, SendProgress progress, CancellationToken cancellationToken)
    {
        // The ledger of the start: if a sibling breaks during the write, this ticket fails with what was written before the break.
        DeliveryLedger ledger = Ledger;
        if (!await WriteAsync(frames, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        long position = BytesSent;
        bool wasIdle = ledger.Record(position, needsProof: _confirmation != DeliveryConfirmation.Written);
        if (wasIdle && _confirmation != DeliveryConfirmation.ReceiverDrained)
        {
            lock (_pollLock)
            {
                _pollInterval = FirstPoll;
                _poll.Change(FirstPoll, Timeout.InfiniteTimeSpan);
            }
        }

        return new DeliveryTicket(ledger, position);
    }

    /// <summary>Writes all frames, or breaks and returns false.</summary>
    protected abstract ValueTask<bool> WriteAsync(FrameBuffer frames, CancellationToken cancellationToken);

    protected override async ValueTask<bool> IsAllTakenAsync()
    {
        await Link.ReadWireToEndAsync().ConfigureAwait(false);

        // A peer that dies with an empty buffer also sends its end, before it has seen our last bytes. Then it never acknowledges them.
        long asked = Clock.GetTimestamp();
        while (TcpInfo.TryRead(Link.Socket, out TcpInfo info) && info.BytesAcknowledged < BytesSent)
        {
            if (info.IsClosed || Clock.GetElapsedTime(asked) > Options.DrainTimeout)
            {
                return false;
            }

            await Task.Delay(FirstPoll, Clock).ConfigureAwait(false);
        }

        return true;
    }

    protected override void Release()
    {
        _poll.Dispose();
        base.Release();
    }

    private void OnPoll()
    {
        if (!IsAlive)
        {
            return;
        }

        // Before anything settles the connection is looked at once more: the end may have come, and its news still be under way to us.
        bool isReading = !TcpInfo.TryRead(Link.Socket, out TcpInfo info) || info.IsPeerReading;
        if (isReading && _confirmation == DeliveryConfirmation.KernelAcknowledged)
        {
            Ledger.Prove(info.BytesAcknowledged);
        }

        lock (_pollLock)
        {
            // Read in here: with that of before, the timer could be set for a ledger that a sibling's break has just replaced.
            DeliveryLedger ledger = Ledger;
            TimeSpan? untilSettled = isReading ? ledger.Settle() : null;
            TimeSpan next = untilSettled ?? Timeout.InfiniteTimeSpan;
            if (ledger.HasUnproven)
            {
                _pollInterval = _pollInterval * 2 < SlowestPoll ? _pollInterval * 2 : SlowestPoll;
                next = untilSettled < _pollInterval ? untilSettled.Value : _pollInterval;
            }

            _poll.Change(next, Timeout.InfiniteTimeSpan);
        }
    }
}
