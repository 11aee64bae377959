using System.Numerics;
using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>
/// Forwards one shard: reads, sends, confirms and commits. Two loops run concurrently, connected by the queue of unsettled slices: one
/// reads and sends, the other confirms and commits. When either fails, both end and the lease is read again from the first batch that
/// was not confirmed. SLS is the only buffer: sent messages are not kept for another attempt.
/// </summary>
/// <param name="route">The route.</param>
/// <param name="lease">The shard.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">The logger.</param>
/// <param name="isBounded">Whether the result of the run is used as proof, so that nothing counts before the final close is answered.</param>
internal sealed partial class ShardPump(Route route, ILogLease lease, TimeProvider timeProvider, ILogger logger, bool isBounded = false)
{
    private const string CloseUnanswered =
        "The server did not close the connection after everything was sent, so it may not have read what its system acknowledged.";

    private const string NextOwner = "The next owner continues from the position that is stored in SLS.";
    private const string NextRun = "A run over the same range sends them again.";
    private const int AttemptsBeforeAlarm = 4;

    // The settled slices of a bounded run. They count when the final close is answered, or when the run starts again after them.
    private readonly Queue<SentSlice> _held = new();

    // The last counted ticket of each connection of a bounded run; otherwise the last one only.
    private readonly Dictionary<object, DeliveryTicket> _counted = new(ReferenceEqualityComparer.Instance);

    private readonly BatchSender _sender = new(route, lease.ShardName, timeProvider);

    // The transport delays its own reconnects. This prevents a flood of reads when a receiver accepts and drops everything.
    private readonly Backoff _backoff = new(timeProvider);

    private readonly RecordIsolation _isolation = new();

    // Everything before it is confirmed. Null until the first batch reports where the lease began.
    private LogPosition? _confirmed;

    // The position after the last batch that was read. Differs from the confirmed position while slices are unsettled.
    private LogPosition? _read;

    // The lease has ended, and everything before its end is confirmed.
    private bool _isFinished;

    /// <summary>
    /// Gets the last error that caused records to be read again or kept them from being sent; <see langword="null"/> when there was none.
    /// </summary>
    public string? LastError { get; private set; }

    /// <summary>Gets what the shard waits for, which is why it is not finished when no error occurred.</summary>
    public string Pending =>
        _read != _confirmed ? "The receiver has not confirmed the records that were sent." : "SLS has not sent the next records.";

    /// <summary>Forwards until the lease has drained or is lost, or the end of a bounded range is reached.</summary>
    /// <returns>Whether a bounded range was read to its end and every record was confirmed.</returns>
    public async Task<bool> RunAsync()
    {
        using CancellationTokenSource stopping = new(Timeout.InfiniteTimeSpan, timeProvider);
        using CancellationTokenRegistration lost = lease.Lost.Register(stopping.Cancel);
        using CancellationTokenRegistration draining = lease.Draining.Register(() => stopping.CancelAfter(route.DrainTimeout));

        bool isUnproven = false;
        try
        {
            LogPosition? rewindTo = null;
            while (!await TryForwardAsync(rewindTo, stopping.Token).ConfigureAwait(false))
            {
                rewindTo = _confirmed;
                await _backoff.WaitAsync(stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The lease is lost, or the time to drain is over: unconfirmed records are not committed.
        }
        finally
        {
            // A lost lease counts as well: SLS cannot be reached, or another consumer owns the shard and sends the records again.
            _sender.Return(isReadAgain: false);
            bool isUndelivered = _read != _confirmed;
            isUnproven = !isUndelivered && _counted.Values.Any(IsCloseUnanswered);
            route.Totals.SetShardEnd(lease.ShardName, isUndelivered || isUnproven);
            if (isUndelivered)
            {
                LogUndelivered(logger, route.Name, lease.ShardName, isBounded ? NextRun : NextOwner);
            }
            else if (isUnproven)
            {
                LastError ??= CloseUnanswered;
                LogCloseUnanswered(logger, route.Name, lease.ShardName);
            }
        }

        return _isFinished && !isUnproven;
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
            if (lease.Draining.IsCancellationRequested)
            {
                return true;
            }

            _sender.Return(isReadAgain: true);
            _isolation.Fail(_sender.Last.Frames);
            ReportFailure(exception.Message);
            return false;
        }
    }

    private void ReportFailure(string reason)
    {
        int attempts = _isolation.Attempts;
        if (attempts < AttemptsBeforeAlarm || !BitOperations.IsPow2(attempts))
        {
            route.Report.AddResend(lease.ShardName, reason);
        }
        else if (_isolation.MaxFrames == 1 && _sender.Last.Frames == 1)
        {
            string position = $"{_confirmed} + {_sender.Last.Index}";
            string cleanReason = PlainText.Clean(reason);
            LogRejected(logger, route.Name, lease.ShardName, position, _sender.Last.Bytes, attempts, cleanReason);
        }
        else
        {
            string cleanReason = PlainText.Clean(reason);
            LogNoProgress(logger, route.Name, lease.ShardName, attempts, cleanReason);
        }
    }

    private async Task ForwardAndConfirmAsync(LogPosition? rewindTo, CancellationToken stopping)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        UnsettledQueue unsettled = new(() => _isolation.IsIsolating ? 0 : route.MaxUnsettledBytes);
        Task<bool> forwarding = ForwardAsync(rewindTo, unsettled, stop.Token);
        Task confirming = ConfirmAsync(unsettled, stop.Token);

        try
        {
            await EndBothAsync(forwarding, confirming, stop).ConfigureAwait(false);
        }
        catch (SyslogTransportException)
        {
            await CountHeldAsync(stopping).ConfigureAwait(false);
            _held.Clear();
            throw;
        }

        await CountHeldAsync(stopping).ConfigureAwait(false);
        if (_held.Count > 0)
        {
            _held.Clear();
            throw new SyslogTransportException(CloseUnanswered);
        }

        _isFinished = await forwarding.ConfigureAwait(false);
    }

    private static async Task EndBothAsync(Task forwarding, Task confirming, CancellationTokenSource stop)
    {
        Task first = await Task.WhenAny(forwarding, confirming).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(forwarding, confirming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
        }

        await confirming.ConfigureAwait(false);
        await forwarding.ConfigureAwait(false);
    }

    // Returns whether the end was reached; reading may also have stopped before.
    private async Task<bool> ForwardAsync(LogPosition? rewindTo, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        using CancellationTokenSource reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Draining);
        while (await ReadAsync(rewindTo, reading.Token, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                _confirmed ??= batch.Start;
                _read = batch.NextPosition;
                await SendAsync(batch, rewindTo, unsettled, cancellationToken).ConfigureAwait(false);
                rewindTo = null;
            }
        }

        bool isAtEnd = !lease.Draining.IsCancellationRequested;
        unsettled.Complete();
        if (route.Transport is IDrainableTransport transport)
        {
            // A clean close settles what was sent, so the last batch does not wait for the settle window.
            await transport.DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        return isAtEnd;
    }

    private async Task SendAsync(LogBatch batch, LogPosition? rereadFrom, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        try
        {
            await _sender.SendAsync(batch, rereadFrom, _isolation, unsettled, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception.InnerException is SyslogTransportException or DeadLetterException)
        {
            LastError = exception.InnerException.Message;
            throw;
        }
    }

    private async ValueTask<LogBatch?> ReadAsync(LogPosition? rewindTo, CancellationToken reading, CancellationToken cancellationToken)
    {
        try
        {
            return lease.Draining.IsCancellationRequested ? null : await lease.ReadAsync(rewindTo, reading).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lease.Draining.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task ConfirmAsync(UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        await foreach (SentSlice slice in unsettled.TakeAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (slice.Ticket is { } ticket)
            {
                await route.Transport.ConfirmAsync(ticket, cancellationToken).ConfigureAwait(false);
            }

            unsettled.Settle(slice);
            _sender.Confirm(slice);
            if (isBounded)
            {
                _held.Enqueue(slice);
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
        while (_held.TryPeek(out SentSlice slice) && !(slice.Ticket is { } ticket && IsCloseUnanswered(ticket)))
        {
            _held.Dequeue();
            await CountAsync(slice, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CountAsync(SentSlice slice, CancellationToken cancellationToken)
    {
        if (slice.Ticket is { Carrier: { } carrier } ticket)
        {
            if (!isBounded)
            {
                _counted.Clear();
            }

            _counted[carrier] = ticket;
        }

        if (slice.Ticket is not null)
        {
            _backoff.Reset();
        }

        if (_isolation.Confirm(slice) is { } counts)
        {
            route.Totals.AddConfirmed(counts);
            route.Report.AddTruncated(counts.Truncated);
            route.Report.AddTransformed(counts.Transform);
            _confirmed = slice.BatchEnd;
            await lease.CommitAsync(slice.BatchEnd, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsCloseUnanswered(DeliveryTicket ticket) => route.Transport is IDrainableTransport transport && transport.IsCloseUnanswered(ticket);
}
