namespace SlsSyslog;

/// <summary>
/// Represents a lease whose confirmed positions are committed after they are in the ledger. A line is written when a record of another minute is
/// confirmed, when the interval has passed, and when the lease ends. While a line cannot be written, commits wait.
/// </summary>
internal sealed class LedgerLease(ILogLease lease, RouteLedger ledger, ShardMonitor shard) : ILogLease, IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _closing = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);

    private readonly LedgerEntries _entries = new(ledger.OnTimeLimit);
    private ITimer? _timer;
    private long _repeated;

    /// <summary>Gets a value that indicates whether the ledger contains everything that was confirmed.</summary>
    public bool IsComplete { get; private set; } = true;

    public string ShardName => lease.ShardName;

    public CancellationToken Draining => lease.Draining;

    public CancellationToken Lost => lease.Lost;

    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        if (rewindTo is not null)
        {
            _entries.Rewind();
        }

        LogBatch? batch = await lease.ReadAsync(rewindTo, cancellationToken).ConfigureAwait(false);
        _entries.AddRead(batch);
        return batch;
    }

    /// <summary>
    /// Adds a batch all of whose records are confirmed, before it is committed. The batch is added even if the wait for earlier lines is canceled.
    /// </summary>
    public async ValueTask AddAsync(LogPosition end, BatchCounts counts, ReadBatch? batch, CancellationToken cancellationToken)
    {
        bool hasEnded = _entries.Add(end, counts, batch, ledger.TimeProvider.GetUtcNow(), out bool isFirst);
        if (isFirst)
        {
            _timer ??= ledger.TimeProvider.CreateTimer(
                state => _ = FlushAsync(isLast: false, _closing.Token), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(ledger.Interval, Timeout.InfiniteTimeSpan);
        }

        if (hasEnded)
        {
            using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
            await WriteAsync(isLast: false, ending.Token).ConfigureAwait(false);
        }
    }

    /// <summary>A position is committed when the line that contains it is written.</summary>
    public ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        Lost.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Writes the last line when the end of a range is reached, and waits until that is possible, or until the shard drains or is lost.
    /// </summary>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Draining, _closing.Token);
        await FlushAsync(isLast: false, ending.Token).ConfigureAwait(false);
    }

    /// <summary>Writes the last line and commits what it contains. A line that cannot be written is left to the next owner.</summary>
    public async ValueTask DisposeAsync()
    {
        // A line that waits for the disk ends its wait, and is tried once more.
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_timer is { } timer)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }

        await FlushAsync(isLast: true, CancellationToken.None).ConfigureAwait(false);
        _closing.Dispose();
        _writing.Dispose();
    }

    private async Task FlushAsync(bool isLast, CancellationToken end)
    {
        _entries.EndCurrent();
        try
        {
            await WriteAsync(isLast, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The lease ends, or the shard is lost: the next owner sends again what was not committed.
        }
    }

    // Writes the lines that have ended.
    private async ValueTask WriteAsync(bool isLast, CancellationToken end)
    {
        await _writing.WaitAsync(end).ConfigureAwait(false);
        try
        {
            while (_entries.FindEnded() is { } entry)
            {
                long repeated = CountRepeated();
                entry.Repeated = repeated - _repeated;
                if (!await ledger.WriteAsync(ShardName, entry, isLast, end).ConfigureAwait(false))
                {
                    IsComplete = false;
                    return;
                }

                _repeated = repeated;
                _entries.RemoveEnded();
                if (!lease.Lost.IsCancellationRequested)
                {
                    await lease.CommitAsync(entry.LastCursor, CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    private long CountRepeated()
    {
        lock (shard.Sync)
        {
            return shard.Counts.Repeated;
        }
    }
}
