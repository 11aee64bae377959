namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Limits the bytes that all shards of a source hold. Requests are served in order. A request for more than the whole budget is served when
/// nothing else is held. Safe for concurrent use.
/// </summary>
internal sealed class MemoryBudget(long limitBytes)
{
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly Lock _lock = new();
    private long _usedBytes;

    public long LimitBytes => limitBytes;

    internal long UsedBytes
    {
        get
        {
            lock (_lock)
            {
                return _usedBytes;
            }
        }
    }

    /// <summary>Reserves memory if it is available without waiting.</summary>
    /// <returns>Null when the memory is not available.</returns>
    public MemoryReservation? TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || !Fits(bytes))
            {
                return null;
            }

            _usedBytes += bytes;
            return new MemoryReservation(this, bytes);
        }
    }

    /// <summary>Reserves memory even if it is not available. Others then wait until it is released.</summary>
    public MemoryReservation ReserveNow(long bytes)
    {
        lock (_lock)
        {
            _usedBytes += bytes;
            return new MemoryReservation(this, bytes);
        }
    }

    public async ValueTask<MemoryReservation> ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (TryReserve(bytes) is { } reservation)
            {
                return reservation;
            }

            waiter = new Waiter(bytes);
            _waiting.AddLast(waiter);
        }

        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        await waiter.Granted.Task.ConfigureAwait(false);
        return new MemoryReservation(this, bytes);
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _usedBytes -= bytes;
            Admit();
        }
    }

    private bool Fits(long bytes) => _usedBytes == 0 || _usedBytes + bytes <= limitBytes;

    private void Admit()
    {
        while (_waiting.First is { } first && Fits(first.Value.Bytes))
        {
            _waiting.RemoveFirst();
            _usedBytes += first.Value.Bytes;
            first.Value.Granted.SetResult();
        }
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // False when the request was just admitted: the caller then gets the reservation and releases it.
            if (_waiting.Remove(waiter))
            {
                waiter.Granted.SetCanceled(cancellationToken);
                Admit();
            }
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes { get; } = bytes;

        /// <summary>Gets the source whose continuations run asynchronously, because they must not run under the lock.</summary>
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
