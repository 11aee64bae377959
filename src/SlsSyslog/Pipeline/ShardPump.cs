using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace SlsSyslog;

/// <summary>
/// Forwards one shard: reads, sends, confirms and commits. Two loops run concurrently, connected by the queue of unsettled slices: one
/// reads and sends, the other confirms and commits. When either fails, both end and the lease is read again from the first batch that
/// was not confirmed. SLS is the only buffer: sent messages are not kept for another attempt.
/// </summary>
internal sealed partial class ShardPump
{
    private const string CloseUnanswered =
        "The server did not close the connection after everything was sent, so it may not have read what its system acknowledged.";

    private const string LedgerUnwritten = "The delivery ledger could not be written, so nothing after its last line counts as done.";
    private const string NextOwner = "The next owner continues from the position that is stored in SLS.";
    private const string NextRun = "A run over the same range sends them again.";

    private readonly LeaseAccount _account;
    private readonly BatchSender _sender;
    private readonly CloseProof _proof;

    // The transport delays its own reconnects. This prevents a flood of reads when a receiver accepts and drops everything.
    private readonly Backoff _backoff;

    private readonly RecordIsolation _isolation = new();
    private readonly RejectionProbe _probe;
    private readonly LeaseReader _reader;
    private readonly ShardStop _stop;
    private readonly Route _route;
    private readonly ILogLease _lease;
    private readonly LedgerLease? _ledger;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    // The lease has ended, and everything before its end is confirmed.
    private bool _isFinished;

    /// <param name="route">The route.</param>
    /// <param name="lease">The shard.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">The logger.</param>
    /// <param name="isBounded">Whether the result of the run is used as proof, so that nothing counts before the final close is answered.</param>
    public ShardPump(Route route, ILogLease lease, TimeProvider timeProvider, ILogger logger, bool isBounded = false)
    {
        (_route, _timeProvider, _logger) = (route, timeProvider, logger);
        _ledger = route.Ledger?.Open(lease);
        _lease = _ledger ?? lease;
        _account = route.Monitor.OpenLease(lease.ShardName);
        _sender = new BatchSender(route, _account, timeProvider, lease.Draining);
        _proof = new CloseProof(route.Transport, isBounded);
        _backoff = new Backoff(timeProvider);
        _probe = new RejectionProbe(route, _lease, timeProvider);
        _reader = new LeaseReader(route, _lease, timeProvider);
        _stop = new ShardStop(route, _lease, timeProvider);
    }

    /// <summary>Gets the last error by which records are read again or not sent; <see langword="null"/> without one.</summary>
    public string? LastError { get; private set; }

    /// <summary>Gets what the shard waits for, which is why it is not finished when no error occurred.</summary>
    public string Pending =>
        _account.Read != _account.Confirmed ? "The receiver has not confirmed the records that were sent." : "SLS has not sent the next records.";

    /// <summary>Forwards until the lease has drained or is lost, or the end of a bounded range is reached.</summary>
    /// <returns>Whether a bounded range was read to its end and every record was confirmed.</returns>
    public async Task<bool> RunAsync()
    {
        using CancellationTokenSource stopping = new(Timeout.InfiniteTimeSpan, _timeProvider);
        using CancellationTokenRegistration lost = _lease.Lost.Register(stopping.Cancel);
        using CancellationTokenRegistration draining = _lease.Draining.Register(() => stopping.CancelAfter(_route.DrainTimeout));

        bool isUnproven = false;
        bool isUnwritten = false;
        try
        {
            LogPosition? rewindTo = null;
            while (!await TryForwardAsync(rewindTo, stopping.Token).ConfigureAwait(false))
            {
                rewindTo = _account.Confirmed;
                await _backoff.WaitAsync(stopping.Token).ConfigureAwait(false);
                await _probe.AddEvidenceAsync(_isolation, _account.Confirmed, _sender.Last, stopping.Token).ConfigureAwait(false);
            }

            if (_stop.Cause is { } stop)
            {
                LastError = stop.Message;
                await _stop.HoldAsync(_proof.IsBounded, stopping.Token).ConfigureAwait(false);
            }
            else if (_isFinished && _ledger is { } ledger)
            {
                await ledger.CompleteAsync(stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The lease is lost, or the time to drain is over: unconfirmed records are not committed.
        }
        finally
        {
            // A lost lease counts as well: SLS cannot be reached, or another consumer owns the shard and sends the records again.
            _sender.Return(cause: null);
            bool isUndelivered = _account.Read != _account.Confirmed;
            isUnproven = !isUndelivered && _proof.IsUnproven;
            if (_ledger is { } closing)
            {
                await closing.DisposeAsync().ConfigureAwait(false);
                isUnwritten = !closing.IsComplete;
            }

            _account.Release();
            _route.Totals.SetShardEnd(_lease.ShardName, isUndelivered || isUnproven || isUnwritten);
            if (isUnwritten)
            {
                LastError = LedgerUnwritten;
                LogLedgerUnwritten(_logger, _route.Name, _lease.ShardName, _proof.IsBounded ? NextRun : NextOwner);
            }
            else if (isUndelivered)
            {
                LogUndelivered(_logger, _route.Name, _lease.ShardName, _proof.IsBounded ? NextRun : NextOwner);
            }
            else if (isUnproven)
            {
                LastError ??= CloseUnanswered;
                LogCloseUnanswered(_logger, _route.Name, _lease.ShardName);
            }
        }

        return _isFinished && !isUnproven && !isUnwritten;
    }

    private async Task<bool> TryForwardAsync(LogPosition? rewindTo, CancellationToken stopping)
    {
        try
        {
            await ForwardAndConfirmAsync(rewindTo, stopping).ConfigureAwait(false);
            return true;
        }
        catch (SyslogTransportException exception)
        {
            _backoff.AddFailure();
            LastError = exception.Message;
            if (_lease.Draining.IsCancellationRequested)
            {
                return true;
            }

            _account.Rewind(exception);
            _route.Monitor.AddRewind(exception.ErrorType);
            _sender.Return(exception.Message);
            _isolation.Fail(_sender.Last.Records);
            _route.Report.AddFailure(_account, _isolation, _sender.Last, exception.Message);
            return false;
        }
    }

    private async Task ForwardAndConfirmAsync(LogPosition? rewindTo, CancellationToken stopping)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        UnsettledQueue unsettled = new(() => _isolation.IsIsolating ? 0 : _route.MaxUnsettledBytes);
        Task<bool> forwarding = ForwardAsync(rewindTo, unsettled, stop.Token);
        Task confirming = ConfirmAsync(unsettled, stop.Token);

        try
        {
            await ConcurrentLoops.EndBothAsync(forwarding, confirming, stop).ConfigureAwait(false);
        }
        catch (SyslogTransportException)
        {
            await CountHeldAsync(stopping).ConfigureAwait(false);
            _proof.Clear();
            throw;
        }

        await CountHeldAsync(stopping).ConfigureAwait(false);
        if (_proof.Clear())
        {
            throw new SyslogTransportException(CloseUnanswered) { ErrorType = TransportErrorType.CloseUnanswered };
        }

        _isFinished = await forwarding.ConfigureAwait(false);
    }

    // Returns whether the end was reached; reading may also have stopped before.
    private async Task<bool> ForwardAsync(LogPosition? rewindTo, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        using CancellationTokenSource reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _lease.Draining);
        _stop.Cause = null;
        try
        {
            while (await _reader.ReadAsync(rewindTo, reading.Token, cancellationToken).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    ReadBatch read = _account.Begin(batch);
                    read.Trace = BatchTrace.Receive(_route.Monitor, _lease.ShardName, batch, _reader.ReadStartedAt, _timeProvider);
                    await SendAsync(batch, rewindTo, read.Trace, unsettled, cancellationToken).ConfigureAwait(false);
                    rewindTo = null;
                }
            }
        }
        catch (FailureStopException exception)
        {
            _stop.Cause = exception; // what was sent before is confirmed and committed
        }
        catch (ServersUnavailableException exception)
        {
            _stop.Cause = new FailureStopException(FailureAction.StopHost, exception.Message);
        }

        bool isAtEnd = _stop.Cause is null && !_lease.Draining.IsCancellationRequested;
        unsettled.Complete();
        if (_route.Transport is IDrainableTransport transport)
        {
            // A clean close settles what was sent, so the last batch does not wait for the settle window.
            await transport.DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        return isAtEnd;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(
        LogBatch batch, LogPosition? rereadFrom, BatchTrace? trace, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        using Activity? span = trace?.StartSend();
        try
        {
            await _sender.SendAsync(batch, rereadFrom, _isolation, unsettled, cancellationToken).ConfigureAwait(false);
            trace?.EndSend();
        }
        catch (OperationCanceledException exception) when (exception.InnerException is SyslogTransportException or DeadLetterException)
        {
            LastError = exception.InnerException.Message;
            BatchTrace.SetError(span, (exception.InnerException as SyslogTransportException)?.ErrorType ?? "dead_letter", LastError);
            throw;
        }
    }

    private async Task ConfirmAsync(UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        await foreach (SentSlice slice in unsettled.TakeAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (slice.Ticket is { } ticket)
            {
                await _route.Transport.ConfirmAsync(ticket, cancellationToken).ConfigureAwait(false);
                _route.Monitor.AddConfirm(slice.SentAt);
            }

            unsettled.Settle(slice);
            _sender.Confirm(slice);
            if (_proof.IsBounded)
            {
                _proof.Hold(slice);
            }
            else
            {
                await CountAsync(slice, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Counts the held slices up to the first one that the server may not have read.
    private async Task CountHeldAsync(CancellationToken cancellationToken)
    {
        while (_proof.TryTake(out SentSlice slice))
        {
            await CountAsync(slice, cancellationToken).ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask CountAsync(SentSlice slice, CancellationToken cancellationToken)
    {
        _proof.Count(slice.Ticket);
        if (slice.Ticket is not null)
        {
            _backoff.Reset();
        }

        if (_isolation.Confirm(slice) is { } counts)
        {
            _route.Totals.AddConfirmed(counts);
            _route.Report.AddTruncated(counts.Truncated);
            _route.Report.AddTransformed(counts.Transform);
            ReadBatch? batch = _account.Commit(slice.BatchEnd, counts);
            batch?.Trace?.Settle(counts.Read);
            _route.Monitor.AddConfirmed(counts, batch);
            if (_ledger is { } ledger)
            {
                await ledger.AddAsync(slice.BatchEnd, counts, batch, cancellationToken).ConfigureAwait(false);
            }

            await _lease.CommitAsync(slice.BatchEnd, cancellationToken).ConfigureAwait(false);
        }
    }
}
