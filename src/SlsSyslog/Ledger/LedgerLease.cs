using System.Collections.Concurrent;

namespace SlsSyslog;

/// <summary>
/// Represents a lease whose confirmed positions are committed after they are in the ledger. A line is written when a record of another minute is
/// confirmed, when the interval has passed, and when the lease ends. While a line cannot be written, commits wait.
/// </summary>
internal sealed class LedgerLease(ILogLease lease, RouteLedger ledger, ShardMonitor shard) : ILogLease, IAsyncDisposable
{
    private readonly SemaphoreSlim _lock = new(1);
    private readonly CancellationTokenSource _closing = CancellationTokenSource.CreateLinkedTokenSource(lease.Lost);

    // The gaps that were read and are not confirmed, in order.
    private readonly ConcurrentQueue<(LogPosition End, long LogGroups)> _gaps = new();
    private LogPosition? _position;
    private LogPosition? _held;
    private LedgerEntry? _entry;
    private ITimer? _timer;
    private long _repeated;

    public string ShardName => lease.ShardName;

    public CancellationToken Draining => lease.Draining;

    public CancellationToken Lost => lease.Lost;

    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        if (rewindTo is not null)
        {
            _gaps.Clear();
        }

        LogBatch? batch = await lease.ReadAsync(rewindTo, cancellationToken).ConfigureAwait(false);
        if (batch is { IsGap: true })
        {
            _gaps.Enqueue((batch.NextPosition, CursorNumber.Decode(batch.NextPosition) - CursorNumber.Decode(batch.Start) ?? 0));
        }

        _position ??= batch?.Start;
        return batch;
    }

    /// <summary>Adds a batch all of whose records are confirmed, before it is committed.</summary>
    public async ValueTask AddAsync(LogPosition end, BatchCounts counts, ReadBatch? batch, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            DateTimeOffset now = ledger.TimeProvider.GetUtcNow();
            DateTimeOffset receivedAt = batch?.ReceivedAt ?? now;
            DateTimeOffset minute = new(receivedAt.Ticks - (receivedAt.Ticks % TimeSpan.TicksPerMinute), receivedAt.Offset);
            if (_entry is { } other && other.Minute != minute)
            {
                using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
                await WriteAsync(isLast: false, ending.Token).ConfigureAwait(false);
            }

            if (_entry is null)
            {
                _entry = new LedgerEntry(minute, _position ?? end);
                _timer ??= ledger.TimeProvider.CreateTimer(state => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(ledger.Interval, Timeout.InfiniteTimeSpan);
            }

            _entry.Add(end, counts, batch?.RawBytes ?? 0, receivedAt < now ? now - receivedAt : TimeSpan.Zero, ledger.OnTimeLimit);
            _position = end;
            while (_gaps.TryPeek(out (LogPosition End, long LogGroups) gap) && CursorNumber.HasReached(end, gap.End) && _gaps.TryDequeue(out gap))
            {
                _entry.GapLogGroups += gap.LogGroups;
            }
        }
        finally
        {
            _lock.Release();
        }
    }

    public async ValueTask CommitAsync(LogPosition position, CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_entry is null)
            {
                await lease.CommitAsync(position, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                Lost.ThrowIfCancellationRequested();
                _held = position;
            }
        }
        finally
        {
            _lock.Release();
        }
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

        await FlushAsync(isLast: true).ConfigureAwait(false);
        _closing.Dispose();
        _lock.Dispose();
    }

    private Task FlushAsync() => FlushAsync(isLast: false);

    private async Task FlushAsync(bool isLast)
    {
        try
        {
            CancellationToken end = isLast ? CancellationToken.None : _closing.Token;
            await _lock.WaitAsync(end).ConfigureAwait(false);
            try
            {
                await WriteAsync(isLast, end).ConfigureAwait(false);
            }
            finally
            {
                _lock.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The lease ends, or the shard is lost: the next owner sends again what was not committed.
        }
    }

    private async ValueTask WriteAsync(bool isLast, CancellationToken cancellationToken)
    {
        if (_entry is not { } entry)
        {
            return;
        }

        long repeated = CountRepeated();
        entry.Repeated = repeated - _repeated;
        bool mayCommit = await ledger.WriteAsync(ShardName, entry, isLast, cancellationToken).ConfigureAwait(false);
        (_entry, _repeated) = (null, repeated);
        if (mayCommit && _held is { } held && !lease.Lost.IsCancellationRequested)
        {
            await lease.CommitAsync(held, cancellationToken).ConfigureAwait(false);
        }

        _held = null;
    }

    private long CountRepeated()
    {
        lock (shard.Sync)
        {
            return shard.Counts.Repeated;
        }
    }
}
