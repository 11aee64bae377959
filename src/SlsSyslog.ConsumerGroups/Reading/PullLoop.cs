using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Pulls one shard until there is something to report: data, a position that has moved, a gap, or the end.</summary>
internal sealed class PullLoop
{
    // After so many empty responses before the end of a range, the range is checked. A position moves without logs after as many responses.
    private const int MinEmptyPulls = 3;

    private readonly ReadLane _lane;
    private readonly LogstoreContext _logstore;
    private readonly ReaderPolicy _policy;
    private readonly ShardRange _range;
    private readonly string _shardName;
    private readonly CursorExpiry _expiry;
    private readonly ReceiptTracker _receipts;
    private LogPosition? _end;

    public PullLoop(ReadLane lane, LogstoreContext logstore, ReaderPolicy policy, ShardRange range)
    {
        _lane = lane;
        _logstore = logstore;
        _policy = policy;
        _range = range;
        _shardName = logstore.ShardName(range.Shard);
        _end = range.End;
        _expiry = new CursorExpiry(logstore, range.Shard, policy.ExpiredCursor);
        _receipts = new ReceiptTracker(logstore, range.Shard, asksService: policy.RetryTimeout is null);
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
        Backoff emptyBackoff = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
        long? failingSince = null;
        int skips = 0;
        bool isFinal = false;
        while (true)
        {
            try
            {
                await FindEndAsync(cancellationToken).ConfigureAwait(false);
                if (cursor == reported && IsEnd(cursor))
                {
                    HasReachedEnd = true;
                    return null;
                }

                PullResult pulled = await PullOnceAsync(cursor, cancellationToken).ConfigureAwait(false);
                if (pulled.SkipsUnread && ++skips < MinEmptyPulls)
                {
                    throw new SlsProtocolException(
                        $"The response to PullLogs moves from cursor {cursor.Cursor} to {pulled.Next.Cursor} without logs.");
                }

                _logstore.Diagnostics.Succeeded("PullLogs", _shardName);
                _logstore.Diagnostics.Monitor.SetPulled(_shardName, pulled);
                Pacing.AfterPull(pulled);
                backoff.Reset();
                if (pulled.GroupCount > 0 || pulled.Next != reported)
                {
                    return pulled;
                }

                if (_end is null)
                {
                    failingSince = null;
                    continue;
                }

                // An empty response before the end does not show that the logs up to the end were read. The end can lie between two LogGroups.
                if (emptyBackoff.Failures >= MinEmptyPulls && await IsNextAfterEndAsync(cursor, cancellationToken).ConfigureAwait(false))
                {
                    HasReachedEnd = true;
                    return null;
                }

                failingSince ??= _logstore.TimeProvider.GetTimestamp();
                if (emptyBackoff.Failures >= MinEmptyPulls && _logstore.TimeProvider.GetElapsedTime(failingSince.Value) >= _policy.RetryTimeout)
                {
                    isFinal = true;
                    string problem = $"SLS returns no logs of {_shardName} from cursor {cursor.Cursor} to the end, {_end.Value.Cursor}.";
                    throw new SlsException("PullLogs", 200, "", problem, requestId: null);
                }

                await Task.Delay(emptyBackoff.Next(), _logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (SlsErrors.IsKnown(exception) && !isFinal)
            {
                SlsErrorKind kind = _logstore.Diagnostics.Failed("PullLogs", _shardName, exception);
                failingSince ??= _logstore.TimeProvider.GetTimestamp();
                LogGap? gap = kind == SlsErrorKind.InvalidCursor ? await _expiry.FindGapAsync(cursor, cancellationToken).ConfigureAwait(false) : null;
                if (gap is not null && _policy.ExpiredCursor != ExpiredCursorPolicy.Stop)
                {
                    _logstore.Diagnostics.CursorExpired(gap);
                    Pacing.SkipDelay();
                    return new PullResult { Start = cursor, Next = gap.Resumed, GroupCount = 0, Gap = gap };
                }

                if (gap is not null || _policy.IsFinal(kind, _logstore.TimeProvider.GetElapsedTime(failingSince.Value)))
                {
                    throw;
                }

                if (kind == SlsErrorKind.ShardMissing)
                {
                    return null;
                }

                TimeSpan delay = backoff.Next(exception);
                if (kind == SlsErrorKind.Throttled)
                {
                    _logstore.Diagnostics.Monitor.GetLogstore(_logstore.Name).AddThrottled(delay);
                }

                await Task.Delay(delay, _logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // A server can step over the end.
    private bool IsEnd(LogPosition cursor) => _end is { } end && (cursor == end || CursorNumber.Decode(cursor) >= CursorNumber.Decode(end));

    // Pulls the next LogGroup without an end. True if its number shows that no LogGroup lies before the end.
    private async Task<bool> IsNextAfterEndAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        PullRequest next = new(_logstore.Name, _range.Shard, cursor) { MaxGroups = 1 };
        try
        {
            PullResult pulled = await _lane.Puller.PullAsync(next, default, cancellationToken).ConfigureAwait(false);
            pulled.Body?.Dispose();
            return pulled.GroupCount == 1 && pulled.LastGroupCursor >= CursorNumber.Decode(_end!.Value);
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            // Unknown for now. The next pull reports the error if it persists.
            return false;
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PullResult> PullOnceAsync(LogPosition cursor, CancellationToken cancellationToken)
    {
        PollScheduler.Permit permit = await _lane.Polls.WaitAsync(Pacing.UntilNext, cancellationToken).ConfigureAwait(false);
        Pacing.BeforePull();
        PullRequest pull = new(_logstore.Name, _range.Shard, cursor) { End = _end };
        DateTimeOffset sentAt = _logstore.TimeProvider.GetUtcNow();
        long started = _logstore.TimeProvider.GetTimestamp();
        PullResult pulled = _lane.Pulls is null
            ? await SendAsync(pull, permit, started, cancellationToken).ConfigureAwait(false)
            : await ShareAsync(_lane.Pulls, pull, permit, started, cancellationToken).ConfigureAwait(false);
        try
        {
            await _receipts.TrackAsync(pulled, sentAt, cancellationToken).ConfigureAwait(false);
            return pulled;
        }
        catch
        {
            pulled.Body?.Dispose();
            throw;
        }
    }

    private ValueTask<PullResult> SendAsync(PullRequest pull, PollScheduler.Permit permit, long started, CancellationToken cancellationToken) =>
        _logstore.Diagnostics.Pulls.MeasureAsync(_logstore.Name, _lane.Puller.PullAsync(pull, permit, cancellationToken), started);

    private Task<PullResult> ShareAsync(
        SharedPulls pulls, PullRequest pull, PollScheduler.Permit permit, long started, CancellationToken cancellationToken)
    {
        permit.Dispose(); // another reader may send the pull
        return pulls.PullAsync(
            _shardName, pull.From, _lane.Puller, () => SendAsync(pull, default, started, cancellationToken).AsTask(), cancellationToken);
    }

    // The cursor of a time in the future is not known yet. Until that time all logs are before the end.
    private async ValueTask FindEndAsync(CancellationToken cancellationToken)
    {
        if (_end is null && _range.EndAt is { } endAt && (endAt.Time is not { } time || time <= _logstore.Clock.Now))
        {
            _end = await _logstore.Client.GetCursorAsync(_range.Shard, endAt.WireText, cancellationToken).ConfigureAwait(false);
        }
    }
}
