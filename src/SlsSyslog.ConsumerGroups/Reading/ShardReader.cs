using System.Runtime.CompilerServices;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Reads one shard and pulls one batch ahead. The one caller at a time disposes each batch before it reads the next one.</summary>
internal sealed partial class ShardReader : ILogReader
{
    // After this many attempts a block is reported as blocking the shard, or, with a retry timeout, reading fails.
    private const int MaxDecodeAttempts = 3;

    private readonly ReadLane _lane;
    private readonly LogstoreContext _logstore;
    private readonly ReaderPolicy _policy;
    private readonly ShardRange _range;
    private readonly CancellationToken _stopping;
    private readonly PullLoop _pulls;
    private readonly LogRecordTable _table;
    private LogPosition _next; // the position of the next pull
    private LogPosition? _reported; // the position that the caller knows; null before the first batch
    private Task<PullResult?>? _ahead;
    private CancellationTokenSource _reading; // cancels the pull ahead; replaced by a rewind
    private Backoff _decodeBackoff = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    public ShardReader(ReadLane lane, LogstoreContext logstore, ReaderPolicy policy, ShardRange range, CancellationToken stopping)
    {
        (_lane, _logstore, _policy, _range, _stopping) = (lane, logstore, policy, range, stopping);
        _pulls = new PullLoop(lane, logstore, policy, range);
        _table = new LogRecordTable { Origin = logstore.OriginOf(range.Shard) };
        (_next, _reported) = (range.From, range.Stored);
        _reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    }

    /// <summary>Gets whether the end was reported to the caller. An end that was only pulled ahead does not count.</summary>
    public bool HasReportedEnd { get; private set; }

    /// <summary>Gets or sets the action that receives each batch before the caller does.</summary>
    public Action<LogBatch>? OnRead { get; init; }

    /// <summary>Reads the next batch. Errors of the service are retried, unless the policy makes them final.</summary>
    /// <returns>Null when the shard no longer exists or its end position is reached.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
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
                HasReportedEnd = _pulls.HasReachedEnd;
                return null;
            }

            _next = pulled.Start;
            if (await CreateBatchAsync(pulled, cancellationToken).ConfigureAwait(false) is { } batch)
            {
                _next = pulled.Next;
                _reported = pulled.Next;
                if (pulled.GroupCount > 0)
                {
                    _ahead = _pulls.PullAsync(_next, _reported, _reading.Token);
                }

                OnRead?.Invoke(batch);
                return batch;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await DropAheadAsync().ConfigureAwait(false);
        _reading.Dispose();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<PullResult?> TakePullAsync(CancellationToken cancellationToken)
    {
        Task<PullResult?> ahead = _ahead ??= _pulls.PullAsync(_next, _reported, _reading.Token);
        try
        {
            PullResult? pulled = await ahead.WaitAsync(cancellationToken).ConfigureAwait(false);
            _ahead = null;
            return pulled;
        }
        catch when (ahead.IsFaulted || ahead.IsCanceled)
        {
            // Final for this pull, not for the reader: the caller can read again.
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
        _reported = position;
        _pulls.Pacing.SkipDelay();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LogBatch?> CreateBatchAsync(PullResult pulled, CancellationToken cancellationToken) =>
        pulled.GroupCount > 0 ? await DecodeAsync(pulled, cancellationToken).ConfigureAwait(false)
        : pulled.Gap is { } gap && _policy.EmitGapRecords ? new GapBatch(gap, _logstore.OriginOf(_range.Shard))
        : new EmptyBatch(pulled.Start, pulled.Next, isGap: pulled.Gap is not null);

    // Null when the block cannot be decoded: it is pulled again, because skipping it would lose the logs in it.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<LogBatch?> DecodeAsync(PullResult pulled, CancellationToken cancellationToken)
    {
        try
        {
            LogBatch batch = await _lane.Decoder.DecodeAsync(pulled, _table, cancellationToken).ConfigureAwait(false);
            EndDecodingErrors();
            return batch;
        }
        catch (SlsProtocolException exception) when (_policy.SkipsUndecodable && _decodeBackoff.Failures >= MaxDecodeAttempts - 1)
        {
            string shard = _logstore.ShardName(_range.Shard);
            _lane.Pulls?.Remove(shard);
            LogSkipped(_logstore.Logger, shard, PlainText.Clean(pulled.Start.Cursor), PlainText.Clean(pulled.Next.Cursor), exception.Message);
            EndDecodingErrors();
            LogGap gap = new(shard, pulled.Start, pulled.Next, ResumedAt: null, _logstore.Clock.Now) { IsUndecodable = true };
            _logstore.Diagnostics.Monitor.GetLogstore(_logstore.Name).AddGap(gap);
            return _policy.EmitGapRecords
                ? new GapBatch(gap, _logstore.OriginOf(_range.Shard))
                : new EmptyBatch(pulled.Start, pulled.Next, isGap: true);
        }
        catch (SlsProtocolException exception) when (_policy.RetryTimeout is null || _decodeBackoff.Failures < MaxDecodeAttempts - 1)
        {
            _lane.Pulls?.Remove(_logstore.ShardName(_range.Shard)); // the same response is not decoded again
            TimeSpan delay = _decodeBackoff.Next();
            bool isBlocked = _decodeBackoff.Failures >= MaxDecodeAttempts;
            _logstore.Diagnostics.DecodingFailed(_logstore.ShardName(_range.Shard), exception.Message, isBlocked);
            if (_decodeBackoff.Failures == 1)
            {
                LogDecodingFailed(_logstore.Logger, _logstore.ShardName(_range.Shard), PlainText.Clean(_next.Cursor), exception.Message);
            }
            else if (_decodeBackoff.Failures == MaxDecodeAttempts)
            {
                LogBlocked(_logstore.Logger, _logstore.ShardName(_range.Shard), PlainText.Clean(_next.Cursor), exception.Message);
            }

            await Task.Delay(delay, _logstore.TimeProvider, cancellationToken).ConfigureAwait(false);
            _pulls.Pacing.SkipDelay();
            return null;
        }
    }

    private void EndDecodingErrors()
    {
        if (_decodeBackoff.Failures > 0)
        {
            _decodeBackoff.Reset();
            _logstore.Diagnostics.DecodingSucceeded(_logstore.ShardName(_range.Shard));
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
