using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>
/// Represents a connection to a server that never responds, over TCP or TLS. Positions count the bytes passed to the socket. Their proof
/// is what TCP reports, polled while something is not proven or not settled, or that the server closed the connection cleanly.
/// </summary>
internal class OneWayConnection : SyslogConnection
{
    private static readonly TimeSpan CloseCheckInterval = TimeSpan.FromMilliseconds(1);

    // A server that closes its side right after it has accepted a connection takes much less.
    private static readonly TimeSpan MaxWaitForServerClose = TimeSpan.FromMilliseconds(500);

    private readonly DeliveryConfirmation _confirmation;
    private readonly Lock _lock = new();
    private readonly ITimer _pollTimer;
    private readonly PollPacing _pacing;

    public OneWayConnection(
        SocketLink link,
        ServerConnections siblings,
        NetworkTransportOptions options,
        TimeProvider timeProvider,
        DeliveryConfirmation confirmation,
        TimeSpan settleWindow)
        : base(link, siblings, options, timeProvider, new SettlementLedger(settleWindow, timeProvider, start: 0))
    {
        _confirmation = confirmation;
        _pacing = new PollPacing(settleWindow);
        _pollTimer = timeProvider.CreateTimer(
            static connection => ((OneWayConnection)connection!).Poll(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public override bool NeedsCloseAsProof => BytesSent > 0;

    public override bool CarriesUnacknowledgedData => CanProveByClose && BytesSent > 0;

    /// <summary>Gets whether a close proves something. Otherwise what was sent also settles while the connection is being closed.</summary>
    protected virtual bool CanProveByClose => true;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> SendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken)
    {
        // The ledger from before the write: if another connection to the server breaks during it, this ticket fails with what was
        // written before the break.
        SettlementLedger ledger = Ledger;
        if (!await TryTransmitAsync(frames, cancellationToken).ConfigureAwait(false))
        {
            return (null, firstFrame);
        }

        long position = BytesSent;
        bool wasIdle = ledger.Record(position, needsProof: _confirmation != DeliveryConfirmation.Written, frames.Length);
        if (wasIdle && _confirmation != DeliveryConfirmation.ReceiverDrained)
        {
            lock (_lock)
            {
                _pollTimer.Change(_pacing.Begin(), Timeout.InfiniteTimeSpan);
            }
        }

        return (new DeliveryTicket(ledger, position), frames.Count);
    }

    /// <summary>Writes all frames. Breaks the connection and returns false if that fails.</summary>
    protected virtual ValueTask<bool> TryTransmitAsync(FrameBuffer frames, CancellationToken cancellationToken) =>
        TryWriteAsync(frames.Memory, cancellationToken);

    protected override async ValueTask<string?> FindUnreadAsync()
    {
        // A server may close its side at any time, without having read anything. Only a close after the close of this side is its answer.
        if (Link.IsEndBeforeClose)
        {
            return SocketErrors.ClosedByServerFirst;
        }

        await Link.ReadWireToEndAsync().ConfigureAwait(false);

        // A process that dies with an empty buffer also closes the connection, before it has received the last bytes, at the latest those of
        // this side's close. Then TCP never acknowledges them.
        await Link.CloseSent.ConfigureAwait(false);
        long start = TimeProvider.GetTimestamp();
        while (TcpInfo.TryRead(Link.Socket, out TcpInfo info) && info.BytesAcknowledged < BytesSent)
        {
            if (info.IsClosed || TimeProvider.GetElapsedTime(start) > Options.DrainTimeout)
            {
                return SocketErrors.ClosedByServer;
            }

            await Task.Delay(CloseCheckInterval, TimeProvider).ConfigureAwait(false);
        }

        return null;
    }

    protected override async Task EndSessionAsync()
    {
        if (Siblings.HasClosedFirst)
        {
            TimeSpan share = Options.DrainTimeout / 4;
            TimeSpan wait = share < MaxWaitForServerClose ? share : MaxWaitForServerClose;
            await Task.WhenAny(Reading, Task.Delay(wait, TimeProvider)).ConfigureAwait(false);
        }

        await base.EndSessionAsync().ConfigureAwait(false);
    }

    protected override void Release()
    {
        _pollTimer.Dispose();
        base.Release();
    }

    private void Poll()
    {
        if (!IsAlive)
        {
            return;
        }

        // Nothing settles after the server has closed the connection, even if this process has not noticed the close yet.
        bool isReading = (!TcpInfo.TryRead(Link.Socket, out TcpInfo info) || info.IsPeerReading) && !(IsClosingAsProof && CanProveByClose);
        if (isReading && _confirmation == DeliveryConfirmation.KernelAcknowledged)
        {
            Ledger.Prove(info.BytesAcknowledged);
        }

        lock (_lock)
        {
            // Read inside the lock: a break of another connection may just have replaced the ledger, and the timer is set for this one.
            SettlementLedger ledger = Ledger;
            TimeSpan? untilSettled = isReading ? ledger.SettleProven() : null;
            _pollTimer.Change(_pacing.Next(untilSettled, ledger.HasUnproven), Timeout.InfiniteTimeSpan);
        }
    }
}
