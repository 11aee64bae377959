using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Reads one shard batch by batch, one pull ahead. Errors of the service are retried inside. Used by one caller at a time.
internal sealed class ShardReader(ShardReaderParts parts, int shard, LogOrigin origin, LogPosition from, CancellationToken stopping) : IAsyncDisposable
{
    private readonly PullPacing _pacing = parts.CreatePacing();
    private readonly LogRecordTable _table = new() { Origin = origin };
    private readonly string _subject = $"{parts.Logstore}/{shard}";

    // Where the next pull begins.
    private LogPosition _next = from;

    // The position that the caller knows of; null until the first batch.
    private LogPosition? _told;
    private Task<PulledBlock?>? _ahead;

    // Ends what was read ahead: replaced by a rewind.
    private CancellationTokenSource _reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private int _brokenInARow;

    // The position that is stored already, if one is: an empty pull there is no news.
    public LogPosition? Stored { init => _told = value; }

    // Null when the shard is gone or its end position reached.
    public async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken cancellationToken)
    {
        if (rewindTo is { } position)
        {
            await RewindAsync(position).ConfigureAwait(false);
        }

        while (true)
        {
            _ahead ??= PullAsync(_next, _reading.Token);
            PulledBlock? pulled = await _ahead.WaitAsync(cancellationToken).ConfigureAwait(false);
            _ahead = null;
            if (pulled is null)
            {
                return null;
            }

            // Not where it was, when what lay there has expired.
            _next = pulled.Start;

            if (pulled.GroupCount == 0)
            {
                _next = pulled.Next;
                _told = _next;
                return new EmptyBatch(pulled.Start, pulled.Next);
            }

            if (await DecodeAsync(pulled, cancellationToken).ConfigureAwait(false) is { } batch)
            {
                _next = pulled.Next;
                _told = _next;
                _ahead = PullAsync(_next, _reading.Token);
                return batch;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAheadAsync().ConfigureAwait(false);
        _reading.Dispose();
    }

    private async ValueTask RewindAsync(LogPosition position)
    {
        await DropAheadAsync().ConfigureAwait(false);
        _reading.Dispose();
        _reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _next = position;
        _told = position;
        _pacing.Hurry();
    }

    // Null when the block is broken: it is pulled again, for ever, since to pass over it would lose what it holds.
    private async ValueTask<LogBatch?> DecodeAsync(PulledBlock pulled, CancellationToken cancellationToken)
    {
        try
        {
            LogBatch batch = await parts.Decoder.DecodeAsync(pulled, _table, cancellationToken).ConfigureAwait(false);
            _brokenInARow = 0;
            return batch;
        }
        catch (SlsProtocolException error)
        {
            _brokenInARow++;
            TimeSpan pause = parts.Trouble.BrokenBlock(_subject, _next, error, _brokenInARow);
            await Task.Delay(pause, parts.Time, cancellationToken).ConfigureAwait(false);
            _pacing.Hurry();
            return null;
        }
    }

    // Ends with data, with a position that is news, or with null.
    private async Task<PulledBlock?> PullAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        while (true)
        {
            try
            {
                await parts.Turns.WaitAsync(_pacing.UntilNext, cancellationToken).ConfigureAwait(false);
                _pacing.BeforePull();
                PulledBlock pulled = await parts.Puller.PullAsync(new PullRequest(shard, cursor), cancellationToken).ConfigureAwait(false);
                parts.Trouble.Worked("PullLogs", _subject);
                backoff.Reset();
                _pacing.AfterPull(pulled);
                if (pulled.GroupCount > 0 || pulled.Next != _told)
                {
                    return pulled;
                }
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                SlsErrorKind kind = parts.Trouble.Failed("PullLogs", _subject, error);
                switch (kind)
                {
                    case SlsErrorKind.ShardMissing:
                        return null;
                    case SlsErrorKind.InvalidCursor:
                        cursor = await ResetAsync(cursor, cancellationToken).ConfigureAwait(false) ?? cursor;
                        break;
                    default:
                        break;
                }

                await Task.Delay(backoff.Next(error), parts.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The cursor is older than what SLS retains: the oldest retained log is simply the next there is.
    private async Task<LogPosition?> ResetAsync(LogPosition lost, CancellationToken cancellationToken)
    {
        try
        {
            LogPosition earliest = await parts.Client.GetCursorAsync(shard, StartFrom.Earliest.WireText, cancellationToken).ConfigureAwait(false);
            parts.Trouble.CursorExpired(_subject, lost, earliest);
            _pacing.Hurry();
            return earliest;
        }
        catch (Exception error) when (SlsErrors.IsKnown(error))
        {
            parts.Trouble.Failed("GetCursor", _subject, error);
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
