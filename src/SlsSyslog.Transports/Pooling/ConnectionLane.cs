using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>
/// Sends on one connection at a time. Senders enter in the order of their calls; the one inside connects, sends, and sends again if the
/// connection breaks.
/// </summary>
internal sealed class ConnectionLane : IAsyncDisposable
{
    // A server that reads this fast closes a replaced connection long before.
    private static readonly TimeSpan SlowClose = TimeSpan.FromSeconds(1);

    private readonly FifoLock _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _disposingToken;
    private readonly Reconnector _reconnector;
    private readonly TimeProvider _timeProvider;
    private readonly TimeSpan _drainTimeout;
    private readonly ConnectionRotation _rotation;
    private readonly AddressRefresh? _refresh;
    private SyslogConnection? _current;
    private Task _closing = Task.CompletedTask;
    private Task _replacing = Task.CompletedTask;
    private long _replacingSince;
    private bool _isCloseSlow;

    public ConnectionLane(
        Reconnector reconnector, RotationPlan plan, TimeSpan drainTimeout, TimeProvider timeProvider, RefreshPlan? refresh = null)
    {
        _refresh = refresh is null ? null : new AddressRefresh(refresh, timeProvider);
        _disposingToken = _disposing.Token;
        _reconnector = reconnector;
        _timeProvider = timeProvider;
        _drainTimeout = drainTimeout;
        _rotation = new ConnectionRotation(plan, reconnector, ReplaceAsync, timeProvider, _disposingToken);
    }

    /// <summary>Gets the last error, or null if there is a connection or none was tried.</summary>
    public SyslogTransportException? LastError => _reconnector.LastError;

    /// <summary>Gets the rest of the delay before the next attempt to connect; zero or less when it is over.</summary>
    public TimeSpan ConnectDelay => _reconnector.Delay;

    /// <summary>Gets the time since the connection broke because the server did not read or respond in time; null if it did not.</summary>
    public TimeSpan? Stalled => Volatile.Read(ref _current)?.Life.Stalled;

    /// <summary>Gets whether the connection is breaking at this moment, so that what follows from it is not known yet.</summary>
    public bool IsBreaking => Volatile.Read(ref _current) is { IsOpen: false, Life.LossReported.IsCompleted: false };

    public bool IsOpen => Volatile.Read(ref _current) is { IsOpen: true };

    /// <summary>Gets whether the previous connection was lost early, and the current one is still too young to be trusted.</summary>
    public bool IsOnProbation => Volatile.Read(ref _current) is { IsOpen: true } current && _reconnector.IsOnProbation(current);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        await _lock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int firstFrame = 0;
            while (true)
            {
                ObjectDisposedException.ThrowIf(_disposingToken.IsCancellationRequested, typeof(ISyslogTransport));
                cancellationToken.ThrowIfCancellationRequested();
                await WaitForSlowCloseAsync(cancellationToken).ConfigureAwait(false);
                SyslogConnection connection = _current is { IsOpen: true } open ? open : await ConnectAsync(cancellationToken).ConfigureAwait(false);
                connection.IsInUse = true;
                (DeliveryTicket? ticket, firstFrame) = await connection.SendAsync(frames, firstFrame, cancellationToken).ConfigureAwait(false);
                connection.IsInUse = false;
                if (ticket is { } sent)
                {
                    _rotation.OnSent(connection);
                    _refresh?.OnSent(connection, _rotation);
                    return sent;
                }

                // The connection broke. Frames that are not known to be delivered are sent again: they may arrive twice, but none is lost.
            }
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>
    /// Sends on the open connection, from the given frame. Returns no ticket if there is none or it broke: the frames from the returned one on
    /// must then be sent on another lane.
    /// </summary>
    public async ValueTask<(DeliveryTicket? Ticket, int FirstFrame)> TrySendAsync(
        FrameBuffer frames, int firstFrame, CancellationToken cancellationToken)
    {
        await _lock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposingToken.IsCancellationRequested, typeof(ISyslogTransport));
            cancellationToken.ThrowIfCancellationRequested();
            await WaitForSlowCloseAsync(cancellationToken).ConfigureAwait(false);
            if (_current is not { IsOpen: true } connection)
            {
                return (null, firstFrame);
            }

            connection.Life.BeginUse();
            connection.IsInUse = true;
            (DeliveryTicket? ticket, int next) = await connection.SendAsync(frames, firstFrame, cancellationToken).ConfigureAwait(false);
            connection.IsInUse = false;
            if (ticket is not null)
            {
                _rotation.OnSent(connection);
                _refresh?.OnSent(connection, _rotation);
            }

            return (ticket, next);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>Opens a connection if there is none, in one attempt. Completes without an error also if the attempt fails.</summary>
    public async Task OpenAsync()
    {
        try
        {
            await _lock.EnterAsync(_disposingToken).ConfigureAwait(false);
            try
            {
                if (!IsOpen && await _reconnector.TryConnectAsync(_disposingToken).ConfigureAwait(false) is { } connection)
                {
                    connection.IsInUse = false;
                    connection.Life.MarkUnused();
                    _current = connection;
                }
            }
            finally
            {
                _lock.Exit();
            }
        }
        catch (OperationCanceledException) when (_disposingToken.IsCancellationRequested)
        {
            // The transport is being disposed and closes its connections.
        }
    }

    /// <summary>Closes the connection cleanly if that proves something. Concurrent callers wait for the same close.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => CloseAsync(isFinal: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Ends the wait of a sender that is connecting. The others see it when they enter.
        await _disposing.CancelAsync().ConfigureAwait(false);
        if (_refresh is not null)
        {
            await _refresh.DisposeAsync().ConfigureAwait(false);
        }

        await _rotation.DisposeAsync().ConfigureAwait(false);
        using CancellationTokenSource deadline = new(_drainTimeout, _timeProvider);
        try
        {
            await CloseAsync(isFinal: true, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Volatile.Read(ref _current)?.Break("the transport was disposed during a write", cause: null);
        }

        _disposing.Dispose();
    }

    // Replaces the previous connection and closes it cleanly. Without overlap, and without a next connection, senders wait for the close.
    private async Task ReplaceAsync(SyslogConnection previous, SyslogConnection? next, bool overlap)
    {
        try
        {
            await _lock.EnterAsync(_disposingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            next?.Break("the transport was disposed before the connection was used", cause: null);
            throw;
        }

        Task closing;
        try
        {
            // The previous connection may have been lost or closed in the meantime, and another one may have replaced it.
            bool isStillCurrent = _current == previous;
            Task close = isStillCurrent || next is null ? CloseReplacedAsync(previous) : next.DrainAsync(settleAtOnce: true);
            _current = isStillCurrent ? next : _current;
            AddClosing(close);
            _replacing = close;
            _replacingSince = _timeProvider.GetTimestamp();
            closing = close;
            if (next is null || !overlap)
            {
                await close.ConfigureAwait(false);
            }
        }
        finally
        {
            _lock.Exit();
        }

        // The next replacement waits for this close, so that there are at most two connections.
        await closing.WaitAsync(_disposingToken).ConfigureAwait(false);
    }

    // A server that reads slowly is not given more than it takes: the next connection is used when it has read the previous one.
    private async ValueTask WaitForSlowCloseAsync(CancellationToken cancellationToken)
    {
        if (_replacing.IsCompleted || !(_isCloseSlow || _timeProvider.GetElapsedTime(_replacingSince) >= SlowClose))
        {
            return;
        }

        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposingToken);
        try
        {
            await _replacing.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ObjectDisposedException.ThrowIf(_disposingToken.IsCancellationRequested, typeof(ISyslogTransport));
            throw;
        }
    }

    private async Task CloseReplacedAsync(SyslogConnection previous)
    {
        long start = _timeProvider.GetTimestamp();
        await previous.DrainAsync(settleAtOnce: false).ConfigureAwait(false);
        _isCloseSlow = _timeProvider.GetElapsedTime(start) >= SlowClose;
        if (previous.WasClosedCleanly)
        {
            _reconnector.OnClosedCleanly(previous.Server);
        }
    }

    private async Task CloseAsync(bool isFinal, CancellationToken cancellationToken)
    {
        Task closing;
        await _lock.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is { } connection && (isFinal || connection.NeedsCloseAsProof))
            {
                _current = null;
                AddClosing(DrainAsync(connection));
            }

            closing = _closing;
        }
        finally
        {
            _lock.Exit();
        }

        await closing.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DrainAsync(SyslogConnection connection)
    {
        await connection.DrainAsync(settleAtOnce: true).ConfigureAwait(false);
        if (connection.WasClosedCleanly)
        {
            _reconnector.OnClosedCleanly(connection.Server);
        }
    }

    private void AddClosing(Task close) => _closing = _closing.IsCompleted ? close : Task.WhenAll(_closing, close);

    private async ValueTask<SyslogConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposingToken);
            if (_current is { } lost)
            {
                // The reconnector has to know of the loss, or it takes the next connection for one without an outage before.
                await lost.Life.LossReported.WaitAsync(either.Token).ConfigureAwait(false);
            }

            return _current = await _reconnector.ConnectAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_disposingToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ISyslogTransport));
        }
    }
}
