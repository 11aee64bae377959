using System.Globalization;
using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

// Pulls one shard until there is something to tell: data, a position that has moved, a gap, or the end.
internal sealed class PullLoop
{
    private readonly ShardReaderParts _parts;
    private readonly ShardRange _range;
    private LogPosition? _end;

    public PullLoop(ShardReaderParts parts, ShardRange range)
    {
        _parts = parts;
        _range = range;
        _end = range.End;
        Pacing = parts.CreatePacing();
        Subject = string.Create(CultureInfo.InvariantCulture, $"{parts.Logstore}/{range.Shard}");
    }

    public PullPacing Pacing { get; }

    public string Subject { get; }

    public bool HasReachedEnd { get; private set; }

    // Null when there is nothing more to come. Told is the position that the caller knows of.
    public async Task<PulledBlock?> PullAsync(LogPosition cursor, LogPosition? told, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        long? troubleSince = null;
        while (true)
        {
            try
            {
                await FindEndAsync(cancellationToken).ConfigureAwait(false);
                if (cursor == _end && cursor == told)
                {
                    HasReachedEnd = true;
                    return null;
                }

                PulledBlock pulled = await PullOnceAsync(cursor, cancellationToken).ConfigureAwait(false);
                _parts.Trouble.Worked("PullLogs", Subject);
                _parts.Monitor.Pulled(Subject, pulled);
                Pacing.AfterPull(pulled);
                troubleSince = null;
                backoff.Reset();
                if (pulled.GroupCount > 0 || pulled.Next != told)
                {
                    return pulled;
                }

                // SLS says no more than this of an end that no cursor of a LogGroup is equal to.
                if (_end is not null)
                {
                    HasReachedEnd = true;
                    return null;
                }
            }
            catch (Exception error) when (SlsErrors.IsKnown(error))
            {
                SlsErrorKind kind = _parts.Trouble.Failed("PullLogs", Subject, error);
                troubleSince ??= _parts.Time.GetTimestamp();
                if (_parts.Policy.IsFinal(kind, _parts.Time.GetElapsedTime(troubleSince.Value)))
                {
                    throw;
                }

                if (kind == SlsErrorKind.ShardMissing)
                {
                    return null;
                }

                if (kind == SlsErrorKind.InvalidCursor && await FindGapAsync(cursor, cancellationToken).ConfigureAwait(false) is { } gap)
                {
                    return gap;
                }

                await Task.Delay(backoff.Next(error), _parts.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<PulledBlock> PullOnceAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        PullTurn turn = await _parts.Turns.WaitAsync(Pacing.UntilNext, cancellationToken).ConfigureAwait(false);
        Pacing.BeforePull();
        PullRequest pull = new(_range.Shard, cursor) { End = _end };
        return await _parts.Puller.PullAsync(pull, turn, cancellationToken).ConfigureAwait(false);
    }

    // An end in time to come cannot be found before it has come: until then everything there is lies before it.
    private async ValueTask FindEndAsync(CancellationToken cancellationToken)
    {
        if (_end is null && _range.EndAt is { } endAt && (endAt.Time is not { } time || time <= _parts.Clock.Now))
        {
            _end = await _parts.Client.GetCursorAsync(_range.Shard, endAt.WireText, cancellationToken).ConfigureAwait(false);
        }
    }

    // The cursor is older than what SLS retains. Null when where to go on cannot be had now.
    private async Task<PulledBlock?> FindGapAsync(LogPosition expired, CancellationToken cancellationToken)
    {
        try
        {
            ShardPosition target = _parts.Policy.ExpiredCursor == ExpiredCursorPolicy.Latest ? ShardPosition.Latest : ShardPosition.Earliest;
            LogPosition resumed = await _parts.Client.GetCursorAsync(_range.Shard, target.WireText, cancellationToken).ConfigureAwait(false);
            if (resumed == expired)
            {
                return null;
            }

            DateTimeOffset? resumedAt = await TryFindTimeAsync(resumed, cancellationToken).ConfigureAwait(false);
            LogGap gap = new(Subject, expired, resumed, resumedAt, _parts.Clock.Now);
            _parts.Trouble.CursorExpired(gap);
            Pacing.Hurry();
            return new PulledBlock { Start = expired, Next = resumed, GroupCount = 0, Gap = gap };
        }
        catch (Exception error) when (SlsErrors.IsKnown(error))
        {
            _parts.Trouble.Failed("GetCursor", Subject, error);
            return null;
        }
    }

    private async Task<DateTimeOffset?> TryFindTimeAsync(LogPosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await _parts.Client.GetCursorTimeAsync(_range.Shard, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (SlsErrors.IsKnown(error))
        {
            // A shard without any log has no such time; nothing depends on it.
            return null;
        }
    }
}
