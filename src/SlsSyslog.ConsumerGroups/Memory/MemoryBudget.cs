namespace SlsSyslog.ConsumerGroups;

// The bytes that all shards of a source may hold. First come, first served; whoever asks for more than the whole budget gets it
// alone. Safe for use from several threads.
internal sealed class MemoryBudget(long limitBytes)
{
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly Lock _lock = new();
    private long _usedBytes;

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

    // Null when it would have to wait.
    public MemoryShare? TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 || !Fits(bytes))
            {
                return null;
            }

            _usedBytes += bytes;
            return new MemoryShare(this, bytes);
        }
    }

    public async ValueTask<MemoryShare> ReserveAsync(long bytes, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (TryReserve(bytes) is { } share)
            {
                return share;
            }

            waiter = new Waiter(bytes);
            _waiting.AddLast(waiter);
        }

        using CancellationTokenRegistration cancelled = cancellationToken.Register(() => GiveUp(waiter, cancellationToken));
        await waiter.Granted.Task.ConfigureAwait(false);
        return new MemoryShare(this, bytes);
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

    private void GiveUp(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // False when it was admitted a moment ago: then it has its share and returns it like any other.
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

        // Continuations run elsewhere: they must not run under the lock.
        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
