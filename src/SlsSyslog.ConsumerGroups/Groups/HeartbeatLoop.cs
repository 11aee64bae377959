using System.Threading.Channels;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Sends the heartbeats of one consumer, with a separate timer and deadline, so that no other operation can delay them.</summary>
internal sealed class HeartbeatLoop(HeartbeatTiming timing, TimeProvider timeProvider) : IAsyncDisposable
{
    private static readonly TimeSpan QuickRetryDelay = TimeSpan.FromMilliseconds(500);

    // Every early heartbeat can cause the next one, for example when SLS keeps assigning a shard that it then denies.
    private static readonly TimeSpan EarlyPause = TimeSpan.FromSeconds(1);

    // One pending heartbeat is enough.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ITimer? _timer;

    /// <summary>Sends a heartbeat as soon as possible, to speed up a rebalance. Early heartbeats in a row have a pause of one second.</summary>
    public void Wake() => _due.Writer.TryWrite(true);

    /// <summary>Sends heartbeats until it is canceled.</summary>
    /// <param name="sendAsync">Sends one heartbeat and returns the time until the next one. Retried once after a transient failure.</param>
    /// <param name="onFailed">Is called when a heartbeat has failed.</param>
    /// <param name="cancellationToken">Stops the loop.</param>
    public async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> sendAsync, Action<Exception> onFailed, CancellationToken cancellationToken)
    {
        _timer = timeProvider.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        bool wasEarly = false;
        while (true)
        {
            long started = timeProvider.GetTimestamp();
            TimeSpan interval = await SendAsync(sendAsync, onFailed, started, cancellationToken).ConfigureAwait(false);
            TimeSpan rest = interval - timeProvider.GetElapsedTime(started);
            _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

            TimeSpan pause = (EarlyPause < interval ? EarlyPause : interval) - timeProvider.GetElapsedTime(started);
            bool isEarly = timeProvider.GetElapsedTime(started) < interval;
            if (isEarly && wasEarly && pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            wasEarly = isEarly;
        }
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<TimeSpan> SendAsync(
        Func<CancellationToken, Task<TimeSpan>> sendAsync, Action<Exception> onFailed, long started, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(timing.Deadline, timeProvider, cancellationToken);
        try
        {
            try
            {
                return await sendAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
                when (SlsErrors.IsKnown(exception) && SlsErrors.Classify(exception) == SlsErrorKind.Transient && HasTime(started))
            {
                // Without this retry a lost heartbeat would cost a whole interval.
                await Task.Delay(QuickRetryDelay, timeProvider, deadline.Token).ConfigureAwait(false);
                return await sendAsync(deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            onFailed(SlsException.TimedOut("HeartBeat", timing.Deadline));
        }
        catch (Exception exception) when (SlsErrors.IsKnown(exception))
        {
            onFailed(exception);
        }

        return timing.Interval;
    }

    private bool HasTime(long started) => timeProvider.GetElapsedTime(started) + (QuickRetryDelay * 2) < timing.Deadline;
}
