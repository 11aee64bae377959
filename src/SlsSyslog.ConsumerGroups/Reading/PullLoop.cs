using SlsSyslog.Serialization;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Pulls one shard until there is something to report: data, a position that has moved, a gap, or the end.</summary>
internal sealed class PullLoop
{
    private readonly SourceSession _session;
    private readonly LogstoreContext _logstore;
    private readonly ReaderPolicy _policy;
    private readonly ShardRange _range;
    private readonly string _shardName;
    private LogPosition? _end;

    public PullLoop(SourceSession session, LogstoreContext logstore, ReaderPolicy policy, ShardRange range)
    {
        _session = session;
        _logstore = logstore;
        _policy = policy;
        _range = range;
        _shardName = logstore.ShardName(range.Shard);
        _end = range.End;
        Pacing = new PullPacing(policy.PollInterval, policy.IdlePollInterval, logstore.TimeProvider);
    }

    public PullPacing Pacing { get; }

    public bool HasReachedEnd { get; private set; }

    /// <summary>Pulls until there is something that the caller does not know.</summary>
    /// <param name="cursor">Where to pull.</param>
    /// <param name="reported">The position that the caller knows.</param>
    /// <param name="cancellationToken">Cancels the pull.</param>
    /// <returns>Null when there is nothing more to read.</returns>
    public async Task<PullResult?> PullAsync(LogPosition cursor, LogPosition? reported, CancellationToken cancellationToken)
    {
        Backoff backoff = default;
        long? failingSince = null;
        while (true)
        {
            try
            {
                await FindEndAsync(cancellationToken).ConfigureAwait(false);
                if (cursor == _end && cursor == reported)
                {
                    HasReachedEnd = true;
                    return null;
                }

                PullResult pulled = await PullOnceAsync(cursor, cancellationToken).ConfigureAwait(false);
                _logstore.Diagnostics.Succeeded("PullLogs", _shardName);
                _logstore.Diagnostics.Monitor.SetPulled(_shardName, pulled);
                Pacing.AfterPull(pulled);
                failingSince = null;
                backoff.Reset();
                if (pulled.GroupCount > 0 || pulled.Next != reported)
                {
                    return pulled;
                }

                // The end cursor can lie between the cursors of two LogGroups. SLS then reports the end only by a position that does not move.
                if (_end is not null)
                {
                    HasReachedEnd = true;
                    return null;
                }
            }
            catch (Exception exception) when (SlsErrors.IsKnown(exception))
            {
                SlsErrorKind kind = _logstore.Diagnostics.Failed("PullLogs", _shardName, exception);
                failingSince ??= _logstore.TimeProvider.GetTimestamp();
                if (_policy.IsFinal(kind, _logstore.TimeProvider.GetElapsedTime(failingSince.Value)))
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

                await Task.Delay(backoff.Next(exception), _logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<PullResult> PullOnceAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        PollScheduler.Permit permit = await _session.Polls.WaitAsync(Pacing.UntilNext, cancellationToken).ConfigureAwait(false);
        Pacing.BeforePull();
        PullRequest pull = new(_logstore.Name, _range.Shard, cursor) { End = _end };
        return await _session.Puller.PullAsync(pull, permit, cancellationToken).ConfigureAwait(false);
    }

    // The cursor of a time in the future is not known yet. Until that time all logs are before the end.
    private async ValueTask FindEndAsync(CancellationToken cancellationToken)
    {
        if (_end is null && _range.EndAt is { } endAt && (endAt.Time is not { } time || time <= _logstore.Clock.Now))
        {
            _end = await _logstore.Client.GetCursorAsync(_range.Shard, endAt.WireText, cancellationToken).ConfigureAwait(false);
        }
    }

    // The cursor is older than the retention period. Null when the position to continue at cannot be determined at this time.
    private async Task<PullResult?> FindGapAsync(LogPosition expired, CancellationToken cancellationToken)
    {
        try
        {
            ShardPosition target = _policy.ExpiredCursor == ExpiredCursorPolicy.Latest ? ShardPosition.Latest : ShardPosition.Earliest;
            LogPosition resumed = await _logstore.Client.GetCursorAsync(_range.Shard, target.WireText, cancellationToken).ConfigureAwait(false);
            if (resumed == expired)
            {
                return null;
            }

            DateTimeOffset? resumedAt = await TryGetTimeAsync(resumed, cancellationToken).ConfigureAwait(false);
            LogGap gap = new(_shardName, expired, resumed, resumedAt, _logstore.Clock.Now);
            _logstore.Diagnostics.CursorExpired(gap);
            Pacing.SkipDelay();
            return new PullResult { Start = expired, Next = resumed, GroupCount = 0, Gap = gap };
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            _logstore.Diagnostics.Failed("GetCursor", _shardName, exception);
            return null;
        }
    }

    private async Task<DateTimeOffset?> TryGetTimeAsync(LogPosition position, CancellationToken cancellationToken)
    {
        try
        {
            return await _logstore.Client.GetCursorTimeAsync(_range.Shard, position, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            // A shard without logs has no such time. The time is for information only.
            return null;
        }
    }
}
