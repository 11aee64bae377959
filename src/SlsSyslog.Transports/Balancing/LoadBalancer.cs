namespace SlsSyslog.Transports;

/// <summary>
/// Distributes buffers over lanes with one server each. A lane whose connection breaks is ejected: it gets no buffer until a connection has
/// been opened again, which is tried in the background while others are sent, with the delays of a reconnection. Senders wait only while no
/// lane is open.
/// </summary>
internal sealed class LoadBalancer : IDisposable
{
    // While a connection is breaking, its delay is not known yet.
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromMilliseconds(1);

    private readonly BalancedLane[] _lanes;
    private readonly ILaneChoice _choice;
    private readonly RetryBudget _budget;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private readonly List<BalancedLane> _usable = [];
    private readonly CancellationTokenSource _disposing = new();
    private readonly CancellationToken _disposingToken;

    public LoadBalancer(BalancedLane[] lanes, ILaneChoice choice, RetryBudget budget, TimeProvider timeProvider)
    {
        (_lanes, _choice, _budget, _timeProvider) = (lanes, choice, budget, timeProvider);
        _disposingToken = _disposing.Token;
    }

    public async ValueTask<DeliveryTicket> SendAsync(FrameBuffer frames, CancellationToken cancellationToken)
    {
        int firstFrame = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ObjectDisposedException.ThrowIf(_disposingToken.IsCancellationRequested, typeof(ISyslogTransport));
            if (TryChoose(frames.OrderKey) is not { } lane)
            {
                _budget.ThrowIfSpent();
                await WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            (DeliveryTicket? ticket, firstFrame) = await lane.TrySendAsync(frames, firstFrame, cancellationToken).ConfigureAwait(false);
            if (ticket is { } sent)
            {
                return sent;
            }

            // The connection broke. Frames that are not known to be delivered are sent on another lane: they may arrive twice, but none is lost.
        }
    }

    /// <summary>Ends the wait of senders.</summary>
    public void Dispose()
    {
        if (!_disposingToken.IsCancellationRequested)
        {
            _disposing.Cancel();
            _disposing.Dispose();
        }
    }

    // Also begins to connect the lanes that are not open.
    private BalancedLane? TryChoose(int orderKey)
    {
        lock (_lock)
        {
            bool isNeeded = !Collect(static lane => !lane.IsStalled);
            foreach (BalancedLane lane in _lanes)
            {
                if (!lane.Lane.IsOpen)
                {
                    lane.BeginOpen(isNeeded);
                }
            }

            // A lane that may break or stall is better than none.
            if (!Collect(static lane => !lane.IsStalled && !lane.Lane.IsOnProbation) && !Collect(static lane => !lane.IsStalled))
            {
                Collect(static _ => true);
            }

            return _usable.Count == 0 ? null : _choice.Choose(orderKey, _usable);
        }
    }

    private bool Collect(Predicate<BalancedLane> isUsable)
    {
        _usable.Clear();
        foreach (BalancedLane lane in _lanes)
        {
            if (lane.Lane.IsOpen && isUsable(lane))
            {
                _usable.Add(lane);
            }
        }

        return _usable.Count > 0;
    }

    // Waits until an attempt to connect ends, or the delay before the next one.
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        List<Task> changes = [];
        TimeSpan? delay = null;
        lock (_lock)
        {
            foreach (BalancedLane lane in _lanes)
            {
                if (!lane.Opening.IsCompleted)
                {
                    changes.Add(lane.Opening);
                }
                else if (delay is null || lane.Lane.ConnectDelay < delay)
                {
                    delay = lane.Lane.ConnectDelay;
                }
            }
        }

        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposingToken);
        if (delay is { } rest)
        {
            changes.Add(Task.Delay(rest > ShortestDelay ? rest : ShortestDelay, _timeProvider, ending.Token));
        }

        try
        {
            await Task.WhenAny(changes).WaitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (FindLastError() is { } error && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(error.Message, error, cancellationToken);
        }
        catch (OperationCanceledException) when (_disposingToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ISyslogTransport));
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private SyslogTransportException? FindLastError() => _lanes.Select(lane => lane.Lane.LastError).FirstOrDefault(error => error is not null);
}
