using Microsoft.Extensions.Logging;
using SlsSyslog.ConsumerGroups;
using SlsSyslog.Serialization;
using SlsSyslog.Transports;

namespace SlsSyslog;

/// <summary>
/// Moves one shard: reads, sends, confirms, commits. Two loops run side by side, joined by the queue of unsettled slices: one
/// reads and sends, the other confirms and commits the queue's head. When either fails, both end and the lease is read again
/// from the first batch that was not confirmed: SLS is the buffer, nothing sent is kept for a second try.
/// </summary>
internal sealed partial class ShardPump(Route route, ILogLease lease, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly BatchSender _sender = new(route, lease.ShardName);

    // Everything before it is confirmed. Null until the first batch tells where the lease began.
    private LogPosition? _confirmed;

    // What was read last. Differs from the confirmed position while something is on its way.
    private LogPosition? _read;

    private int _failures;

    // The lease has said that nothing more comes, and everything before is confirmed.
    private bool _isFinished;

    /// <summary>Why records were read again the last time, or what kept them from being sent until it was stopped; null when nothing did.</summary>
    public string? LastTrouble { get; private set; }

    /// <summary>Completes when the lease has drained or is lost, or a bounded range is finished.</summary>
    /// <returns>Whether a bounded range was read to its end and every record of it confirmed.</returns>
    public async Task<bool> RunAsync()
    {
        using CancellationTokenSource giveUp = new(Timeout.InfiniteTimeSpan, time);
        using CancellationTokenRegistration lost = lease.Lost.Register(giveUp.Cancel);
        using CancellationTokenRegistration draining = lease.Draining.Register(() => giveUp.CancelAfter(route.DrainTimeout));

        try
        {
            LogPosition? rewindTo = null;
            while (!await TryForwardAsync(rewindTo, giveUp.Token).ConfigureAwait(false))
            {
                rewindTo = _confirmed;
                await PauseAsync(giveUp.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            // Lost, or the time to drain is over: what is not confirmed is not committed, and whoever reads the shard next repeats it.
        }

        if (_read != _confirmed && !lease.Lost.IsCancellationRequested)
        {
            route.Totals.AddUndeliveredShard();
            LogUndelivered(logger, route.Name, lease.ShardName);
        }

        return _isFinished;
    }

    private async Task<bool> TryForwardAsync(LogPosition? rewindTo, CancellationToken giveUp)
    {
        try
        {
            await ForwardAndConfirmAsync(rewindTo, giveUp).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is SyslogTransportException or DeadLetterException)
        {
            _failures++;
            LastTrouble = error.Message;
            if (lease.Draining.IsCancellationRequested)
            {
                return true;
            }

            LogSendingAgain(logger, route.Name, lease.ShardName, error.Message);
            return false;
        }
    }

    private async Task ForwardAndConfirmAsync(LogPosition? rewindTo, CancellationToken giveUp)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(giveUp);
        UnsettledQueue unsettled = new(route.MaxUnsettledBytes);
        Task<bool> forwarding = ForwardAsync(rewindTo, unsettled, stop.Token);
        Task confirming = ConfirmAsync(unsettled, stop.Token);

        Task first = await Task.WhenAny(forwarding, confirming).ConfigureAwait(false);
        if (!first.IsCompletedSuccessfully)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(forwarding, confirming).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await first.ConfigureAwait(false);
        }

        await confirming.ConfigureAwait(false);
        _isFinished = await forwarding.ConfigureAwait(false);
    }

    // Whether the end was reached, rather than reading stopped.
    private async Task<bool> ForwardAsync(LogPosition? rewindTo, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        using CancellationTokenSource reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Draining);
        while (await ReadAsync(rewindTo, reading.Token, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                rewindTo = null;
                _confirmed ??= batch.Start;
                _read = batch.NextPosition;
                await SendAsync(batch, unsettled, cancellationToken).ConfigureAwait(false);
            }
        }

        bool isAtEnd = !lease.Draining.IsCancellationRequested;
        unsettled.Complete();
        if (route.Transport is IDrainableTransport transport)
        {
            // Closing cleanly settles what was sent, so the last batch need not wait for the settle window.
            await transport.DrainAsync(cancellationToken).ConfigureAwait(false);
        }

        return isAtEnd;
    }

    private async Task SendAsync(LogBatch batch, UnsettledQueue unsettled, CancellationToken cancellationToken)
    {
        try
        {
            await _sender.SendAsync(batch, unsettled, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException stopped) when (stopped.InnerException is SyslogTransportException refusal)
        {
            LastTrouble = refusal.Message;
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
            route.Totals.AddConfirmed(slice.Counts);
            if (slice.Completes is { } position)
            {
                _confirmed = position;
                _failures = 0;
                await lease.CommitAsync(position, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The transport paces its own reconnects; this keeps a receiver that takes and drops everything, or a full disk
    // below the dead letters, from turning into a flood of reads.
    private Task PauseAsync(CancellationToken cancellationToken)
    {
        double factor = Math.Pow(2, Math.Min(_failures - 1, 16)) * (0.5 + (Random.Shared.NextDouble() / 2));
        TimeSpan pause = FirstPause * factor;
        return Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
    }
}
