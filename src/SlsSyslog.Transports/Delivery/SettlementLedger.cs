using System.Runtime.CompilerServices;

namespace SlsSyslog.Transports;

/// <summary>
/// Keeps how much of what a connection carried is sent, proven and settled: three positions that only increase. Callers wait for a
/// position to settle. A ledger ends failed (the connection broke) or completely settled (the connection was closed). Tickets
/// refer to it, so it outlives its connection.
/// </summary>
internal sealed class SettlementLedger
{
    private readonly Lock _lock = new();
    private readonly Queue<(long Position, long ProvenAt)> _proofs = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waiters = new();
    private readonly TimeSpan _settleWindow;
    private readonly TimeProvider _timeProvider;
    private readonly StrongBox<bool> _isCloseUnanswered;
    private readonly Queue<(long Position, int Bytes)> _unsettled = new();
    private long _unsettledBytes;
    private bool _hasSettledAnything;
    private long _sent;
    private long _proven;
    private long _settled;
    private SyslogTransportException? _failure;

    public SettlementLedger(TimeSpan settleWindow, TimeProvider timeProvider, long start)
        : this(settleWindow, timeProvider, start, new StrongBox<bool>())
    {
    }

    private SettlementLedger(TimeSpan settleWindow, TimeProvider timeProvider, long start, StrongBox<bool> isCloseUnanswered)
    {
        _isCloseUnanswered = isCloseUnanswered;
        _settleWindow = settleWindow;
        _timeProvider = timeProvider;
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

    /// <summary>Gets the bytes that were sent and are neither settled nor failed.</summary>
    public long UnsettledBytes
    {
        get
        {
            lock (_lock)
            {
                return _unsettledBytes;
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

    /// <summary>
    /// Gets whether the transport closed its side of the connection and the server did not answer with a clean close. Also true for what
    /// was settled before, and for the ledgers that the connection had before.
    /// </summary>
    public bool IsCloseUnanswered => Volatile.Read(ref _isCloseUnanswered.Value);

    public void MarkCloseUnanswered() => Volatile.Write(ref _isCloseUnanswered.Value, true);

    /// <summary>Creates the ledger of what the connection carries from now on.</summary>
    public SettlementLedger CreateSuccessor()
    {
        lock (_lock)
        {
            return new SettlementLedger(_settleWindow, _timeProvider, _sent, _isCloseUnanswered) { _hasSettledAnything = _hasSettledAnything };
        }
    }

    /// <summary>Records what was sent. Returns whether nothing was waiting for a proof, or for settlement if no proof is needed.</summary>
    /// <param name="sent">The position up to which everything is sent.</param>
    /// <param name="needsProof">Whether a proof is required before it settles.</param>
    /// <param name="bytes">The number of bytes since the last position.</param>
    public bool Record(long sent, bool needsProof, int bytes = 0)
    {
        lock (_lock)
        {
            if (_failure is null && sent > _settled)
            {
                _unsettled.Enqueue((sent, bytes));
                _unsettledBytes += bytes;
            }

            bool wasIdle = needsProof ? _proven == _sent : _settled == _sent;
            _sent = Math.Max(_sent, sent);
            if (!needsProof)
            {
                ProveTo(_sent);
            }

            return wasIdle;
        }
    }

    /// <summary>Records that everything up to the position is proven. Its settle window starts now.</summary>
    public void Prove(long position)
    {
        lock (_lock)
        {
            ProveTo(Math.Min(position, _sent));
        }
    }

    /// <summary>Records that everything sent is proven. Its settle window starts now.</summary>
    public void ProveAll()
    {
        lock (_lock)
        {
            ProveTo(_sent);
        }
    }

    /// <summary>Settles what was proven a settle window ago. Returns the time until the next position settles, or null if there is none.</summary>
    public TimeSpan? SettleProven()
    {
        lock (_lock)
        {
            while (_proofs.TryPeek(out (long Position, long ProvenAt) next))
            {
                TimeSpan left = _settleWindow - _timeProvider.GetElapsedTime(next.ProvenAt);
                if (left > TimeSpan.Zero)
                {
                    return left;
                }

                _proofs.Dequeue();
                SettleTo(next.Position);
            }

            return null;
        }
    }

    /// <summary>Settles everything, because the server read it all and closed the connection.</summary>
    public void SettleAll()
    {
        lock (_lock)
        {
            if (_failure is null)
            {
                _proofs.Clear();
                _proven = _sent;
                SettleTo(_sent);
            }
        }
    }

    /// <summary>Fails everything that is not settled, because the connection broke.</summary>
    public void Fail(SyslogTransportException failure)
    {
        lock (_lock)
        {
            _failure ??= failure;
            _proofs.Clear();
            _unsettled.Clear();
            _unsettledBytes = 0;
            while (_waiters.TryDequeue(out TaskCompletionSource? waiter, out _))
            {
                waiter.SetException(CopyOf(_failure));

                // Observe the exception: a caller that canceled its wait does not.
                _ = waiter.Task.Exception;
            }
        }
    }

    /// <summary>Completes when the position is settled. Throws when it failed.</summary>
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
                return ValueTask.FromException(CopyOf(_failure));
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
            _proofs.Enqueue((position, _timeProvider.GetTimestamp()));
        }
    }

    private void SettleTo(long position)
    {
        _hasSettledAnything |= position > _settled;
        _settled = position;
        while (_unsettled.TryPeek(out (long Position, int Bytes) sent) && sent.Position <= position)
        {
            _unsettled.Dequeue();
            _unsettledBytes -= sent.Bytes;
        }

        while (_waiters.TryPeek(out TaskCompletionSource? waiter, out long awaited) && awaited <= position)
        {
            _waiters.Dequeue();
            waiter.SetResult();
        }
    }

    // A new exception for each caller: a shared one would collect the stack traces of all callers.
    private static SyslogTransportException CopyOf(SyslogTransportException failure) =>
        new(failure.Message, failure.InnerException) { ErrorType = failure.ErrorType };
}
