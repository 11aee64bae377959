using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// One place for a connection, used by one sender at a time in the order of their coming. Whoever has the turn connects, sends,
/// and sends again if the connection breaks meanwhile.
/// </summary>
internal sealed class ConnectionLane : IAsyncDisposable
{
    private readonly TurnQueue _turn = new();
    private readonly SendProgress _progress = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationToken _stop;
    private readonly Reconnector _reconnector;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _drainTimeout;
    private readonly LaneRotation _rotation;
    private SyslogConnection? _current;
    private Task _closing = Task.CompletedTask;

    public ConnectionLane(Reconnector reconnector, RotationPlan plan, TimeSpan drainTimeout, TimeProvider clock)
    {
        _stop = _stopping.Token;
        _reconnector = reconnector;
        _clock = clock;
        _drainTimeout = drainTimeout;
        _rotation = new LaneRotation(this, plan, clock);
    }

    public Reconnector Reconnector => _reconnector;

    /// <summary>The transport is being disposed.</summary>
    public CancellationToken Stopping => _stop;

    public async ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _progress.FirstFrame = 0;
            while (true)
            {
                ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, typeof(ISyslogTransport));
                cancellationToken.ThrowIfCancellationRequested();
                SyslogConnection connection = _current is { IsOpen: true } open ? open : await ConnectAsync(cancellationToken).ConfigureAwait(false);
                if (await connection.SendAsync(frames, _progress, cancellationToken).ConfigureAwait(false) is { } ticket)
                {
                    _rotation.OnSent(connection);
                    return ticket;
                }

                // It broke, and has told its tickets and the log. What is not known to be delivered goes out again on the next one: a
                // repeat at most, never a gap.
            }
        }
        finally
        {
            _turn.Pass();
        }
    }

    /// <summary>Closes the connection cleanly if it has anything unsettled. Callers that come meanwhile wait for the same close.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => CloseAsync(isFinal: false, cancellationToken);

    /// <summary>
    /// Puts the next connection in the place of the last and closes the last one cleanly; without overlap, and without a next
    /// one, nobody sends before that is done.
    /// </summary>
    public async Task ReplaceAsync(SyslogConnection last, SyslogConnection? next, bool overlap)
    {
        try
        {
            await _turn.TakeAsync(_stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            next?.Break("the transport was disposed before it was used", cause: null);
            throw;
        }

        try
        {
            // The last one may have been lost or closed meanwhile, and another have taken its place.
            bool isStillCurrent = _current == last;
            Task close = isStillCurrent || next is null ? last.DrainAsync(settleAtOnce: false) : next.DrainAsync(settleAtOnce: true);
            _current = isStillCurrent ? next : _current;
            AddClosing(close);
            if (next is null || !overlap)
            {
                await close.ConfigureAwait(false);
            }
        }
        finally
        {
            _turn.Pass();
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Frees a sender that is connecting; the others find out when their turn comes.
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _rotation.DisposeAsync().ConfigureAwait(false);
        using CancellationTokenSource deadline = new(_drainTimeout, _clock);
        try
        {
            await CloseAsync(isFinal: true, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Volatile.Read(ref _current)?.Break("the transport was disposed in the middle of a write", cause: null);
        }

        _stopping.Dispose();
    }

    private async Task CloseAsync(bool isFinal, CancellationToken cancellationToken)
    {
        Task closing;
        await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is { } connection && (isFinal || connection.HasUnsettled))
            {
                _current = null;
                AddClosing(DrainAsync(connection));
            }

            closing = _closing;
        }
        finally
        {
            _turn.Pass();
        }

        await closing.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task DrainAsync(SyslogConnection connection)
    {
        await connection.DrainAsync(settleAtOnce: true).ConfigureAwait(false);
        if (connection.WasClosedCleanly)
        {
            _reconnector.OnClosedCleanly();
        }
    }

    private void AddClosing(Task close) => _closing = _closing.IsCompleted ? close : Task.WhenAll(_closing, close);

    private async ValueTask<SyslogConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop);
            return _current = await _reconnector.ConnectAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ISyslogTransport));
        }
    }
}
