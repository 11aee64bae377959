namespace SlsSyslog.Transports;

/// <summary>
/// The account of what one connection carried: sent, proven, settled, each a position that only grows. Callers wait on it for
/// their position. It ends failed (a break) or wholly settled (a clean close), and outlives its connection in the tickets.
/// </summary>
internal sealed class DeliveryLedger
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Position, long ProvenAt)> _settling = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiters = new();
    private readonly TimeSpan _settleWindow;
    private readonly TimeProvider _clock;
    private bool _hasSettledAnything;
    private long _sent;
    private long _proven;
    private long _settled;
    private SyslogTransportException? _failure;

    public DeliveryLedger(TimeSpan settleWindow, TimeProvider clock, long start)
    {
        _settleWindow = settleWindow;
        _clock = clock;
        _sent = _proven = _settled = start;
    }

    public bool HasSettledAnything
    {
        get
        {
            lock (_lock)
            {
                return _hasSettledAnything;
            }
        }
    }

    public bool HasUnsettled
    {
        get
        {
            lock (_lock)
            {
                return _failure is null && _settled < _sent;
            }
        }
    }

    public bool HasUnproven
    {
        get
        {
            lock (_lock)
            {
                return _failure is null && _proven < _sent;
            }
        }
    }

    /// <summary>The account of what the connection carries from here on.</summary>
    public DeliveryLedger Successor()
    {
        lock (_lock)
        {
            return new DeliveryLedger(_settleWindow, _clock, _sent) { _hasSettledAnything = _hasSettledAnything };
        }
    }

    /// <summary>Enters what was handed over. Returns whether nothing was waiting for proof, or, if it needs none, for settlement.</summary>
    public bool Record(long sent, bool needsProof)
    {
        lock (_lock)
        {
            bool wasIdle = needsProof ? _proven == _sent : _settled == _sent;
            _sent = Math.Max(_sent, sent);
            if (!needsProof)
            {
                ProveTo(_sent);
            }

            return wasIdle;
        }
    }

    /// <summary>Everything up to the position is proven now; from now its settle window runs.</summary>
    public void Prove(long position)
    {
        lock (_lock)
        {
            ProveTo(Math.Min(position, _sent));
        }
    }

    /// <summary>Everything sent is proven now.</summary>
    public void ProveAll()
    {
        lock (_lock)
        {
            ProveTo(_sent);
        }
    }

    /// <summary>Settles what was proven a window ago. Returns the time until the next position settles; null when none is on its way.</summary>
    public TimeSpan? Settle()
    {
        lock (_lock)
        {
            while (_settling.TryPeek(out (long Position, long ProvenAt) next))
            {
                TimeSpan left = _settleWindow - _clock.GetElapsedTime(next.ProvenAt);
                if (left > TimeSpan.Zero)
                {
                    return left;
                }

                _settling.Dequeue();
                SettleTo(next.Position);
            }

            return null;
        }
    }

    /// <summary>The connection was closed cleanly: all it carried is delivered.</summary>
    public void SettleAll()
    {
        lock (_lock)
        {
            if (_failure is null)
            {
                _settling.Clear();
                _proven = _sent;
                SettleTo(_sent);
            }
        }
    }

    /// <summary>A break: what has not settled never will.</summary>
    public void Fail(SyslogTransportException failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            _settling.Clear();
            while (_waiters.TryDequeue(out TaskCompletionSource? waiter, out _))
            {
                waiter.SetException(Repeated(_failure));

                // Read, so that a waiter who left is not reported as an unobserved exception.
                _ = waiter.Task.Exception;
            }
        }
    }

    /// <summary>Completes when the position settles, throws when it cannot any more.</summary>
    public ValueTask WaitAsync(long position, CancellationToken cancellationToken)
    {
        TaskCompletionSource waiter;
        lock (_lock)
        {
            if (position <= _settled)
            {
                return ValueTask.CompletedTask;
            }

            if (_failure is not null)
            {
                return ValueTask.FromException(Repeated(_failure));
            }

            waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Enqueue(waiter, position);
        }

        return new ValueTask(waiter.Task.WaitAsync(cancellationToken));
    }

    private void ProveTo(long position)
    {
        if (_failure is null && position > _proven)
        {
            _proven = position;
            _settling.Enqueue((position, _clock.GetTimestamp()));
        }
    }

    private void SettleTo(long position)
    {
        _hasSettledAnything |= position > _settled;
        _settled = position;
        while (_waiters.TryPeek(out TaskCompletionSource? waiter, out long awaited) && awaited <= position)
        {
            _waiters.Dequeue();
            waiter.SetResult();
        }
    }

    // Each waiter gets an exception of its own: a shared one would collect the stack traces of all.
    private static SyslogTransportException Repeated(SyslogTransportException failure) =>
        new(failure.Message, failure.InnerException);
}
