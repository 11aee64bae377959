using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Reads one shard batch by batch, one pull ahead. Used by one caller at a time, who disposes each batch before the next read.
internal sealed class ShardReader : IAsyncDisposable
{
    private const int PatienceWithBrokenBlocks = 3;

    private readonly ShardReaderParts _parts;
    private readonly ShardRange _range;
    private readonly CancellationToken _stopping;
    private readonly PullLoop _pulls;
    private readonly LogRecordTable _table;

    // Where the next pull begins.
    private LogPosition _next;

    // The position that the caller knows of; null until the first batch.
    private LogPosition? _told;
    private Task<PulledBlock?>? _ahead;

    // Ends what was read ahead: replaced by a rewind.
    private CancellationTokenSource _reading;
    private int _brokenInARow;

    public ShardReader(ShardReaderParts parts, ShardRange range, CancellationToken stopping)
    {
        _parts = parts;
        _range = range;
        _stopping = stopping;
        _pulls = new PullLoop(parts, range);
        _table = new LogRecordTable { Origin = range.Origin };
        _next = range.From;
        _told = range.Stored;
        _reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    // The caller was told that the shard is read to its end position. What was pulled ahead of the caller does not count.
    public bool HasToldEnd { get; private set; }

    // Null when the shard is gone or its end position reached. Errors of the service are retried inside, unless the policy says that
    // they are final.
    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        if (rewindTo is { } position)
        {
            await RewindAsync(position).ConfigureAwait(false);
        }

        while (true)
        {
            if (await TakePullAsync(cancellationToken).ConfigureAwait(false) is not { } pulled)
            {
                HasToldEnd = _pulls.HasReachedEnd;
                return null;
            }

            // Not where it was, when what lay there has expired.
            _next = pulled.Start;
            LogBatch? batch = pulled.GroupCount > 0
                ? await DecodeAsync(pulled, cancellationToken).ConfigureAwait(false)
                : pulled.Gap is { } gap && _parts.Policy.GapRecords ? new GapBatch(gap, _range.Origin) : new EmptyBatch(pulled.Start, pulled.Next);
            if (batch is not null)
            {
                _next = pulled.Next;
                _told = pulled.Next;
                if (pulled.GroupCount > 0)
                {
                    _ahead = _pulls.PullAsync(_next, _told, _reading.Token);
                }

                return batch;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAheadAsync().ConfigureAwait(false);
        _reading.Dispose();
    }

    private async ValueTask<PulledBlock?> TakePullAsync(CancellationToken cancellationToken)
    {
        Task<PulledBlock?> ahead = _ahead ??= _pulls.PullAsync(_next, _told, _reading.Token);
        try
        {
            PulledBlock? pulled = await ahead.WaitAsync(cancellationToken).ConfigureAwait(false);
            _ahead = null;
            return pulled;
        }
        catch when (ahead.IsFaulted || ahead.IsCanceled)
        {
            // Final for this pull, not for the reader: it may be read again.
            _ahead = null;
            throw;
        }
    }

    private async ValueTask RewindAsync(LogPosition position)
    {
        await DropAheadAsync().ConfigureAwait(false);
        _reading.Dispose();
        _reading = CancellationTokenSource.CreateLinkedTokenSource(_stopping);
        _next = position;
        _told = position;
        _pulls.Pacing.Hurry();
    }

    // Null when the block is broken: it is pulled again, since to pass over it would lose what it holds.
    private async ValueTask<LogBatch?> DecodeAsync(PulledBlock pulled, CancellationToken cancellationToken)
    {
        try
        {
            LogBatch batch = await _parts.Decoder.DecodeAsync(pulled, _table, cancellationToken).ConfigureAwait(false);
            _brokenInARow = 0;
            return batch;
        }
        catch (SlsProtocolException error) when (_parts.Policy.Patience is null || _brokenInARow < PatienceWithBrokenBlocks - 1)
        {
            _brokenInARow++;
            TimeSpan pause = _parts.Trouble.BrokenBlock(_pulls.Subject, _next, error, _brokenInARow, PatienceWithBrokenBlocks);
            await Task.Delay(pause, _parts.Time, cancellationToken).ConfigureAwait(false);
            _pulls.Pacing.Hurry();
            return null;
        }
    }

    private async ValueTask DropAheadAsync()
    {
        await _reading.CancelAsync().ConfigureAwait(false);
        if (_ahead is not { } ahead)
        {
            return;
        }

        _ahead = null;
        await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ahead.IsCompletedSuccessfully && await ahead.ConfigureAwait(false) is { Body: { } body })
        {
            body.Dispose();
        }
    }
}
