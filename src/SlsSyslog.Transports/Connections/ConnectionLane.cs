using SlsSyslog.Serialization;

namespace SlsSyslog.Transports;

/// <summary>
/// One place for a connection, used by one sender at a time in the order of their coming. Whoever has the turn connects, sends,
/// and sends again if the connection breaks meanwhile.
/// </summary>
internal sealed class ConnectionLane(Reconnector reconnector, TimeSpan drainTimeout, TimeProvider clock) : IAsyncDisposable
{
    private readonly TurnQueue _turn = new();
    private readonly CancellationTokenSource _stopping = new();
    private StreamConnection? _current;
    private Task _closing = Task.CompletedTask;

    public async ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        await _turn.TakeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, typeof(ISyslogTransport));
                cancellationToken.ThrowIfCancellationRequested();
                StreamConnection connection = _current is { IsOpen: true } open ? open : await ConnectAsync(cancellationToken).ConfigureAwait(false);
                if (await connection.SendAsync(frames, cancellationToken).ConfigureAwait(false) is { } ticket)
                {
                    return ticket;
                }

                // It broke, and has told its tickets and the log. All frames go out again on the next one: a repeat at most, never a gap.
            }
        }
        finally
        {
            _turn.Pass();
        }
    }

    /// <summary>Closes the connection cleanly if it has anything unsettled. Callers that come meanwhile wait for the same close.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) => CloseAsync(isFinal: false, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Frees a sender that is connecting; the others find out when their turn comes.
        await _stopping.CancelAsync().ConfigureAwait(false);
        using CancellationTokenSource deadline = new(drainTimeout, clock);
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
                Task close = connection.DrainAsync();
                _closing = _closing.IsCompleted ? close : Task.WhenAll(_closing, close);
            }

            closing = _closing;
        }
        finally
        {
            _turn.Pass();
        }

        await closing.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<StreamConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
            return _current = await reconnector.ConnectAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ISyslogTransport));
        }
    }
}
