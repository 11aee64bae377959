using System.Threading.Channels;

namespace SlsSyslog.ConsumerGroups;

// Beats the heart of one consumer, on its own timer and with its own deadline, so that nothing else can delay it.
internal sealed class HeartbeatLoop(GroupTerms terms, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan QuickRetry = TimeSpan.FromMilliseconds(500);

    // One pending wish to beat is enough.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private ITimer? _timer;

    // Beats once more as soon as possible: after a change a rebalance need not wait for the interval.
    public void Wake() => _due.Writer.TryWrite(true);

    // The beat gives how long to wait until the next one; it fails with what is known to fail, and is then tried once more if there is time.
    public async Task RunAsync(Func<CancellationToken, Task<TimeSpan>> beatAsync, Action<Exception> failed, CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (true)
        {
            long started = time.GetTimestamp();
            TimeSpan interval = await BeatAsync(beatAsync, failed, started, cancellationToken).ConfigureAwait(false);
            TimeSpan rest = interval - time.GetElapsedTime(started);
            _timer.Change(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            await _due.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<TimeSpan> BeatAsync(
        Func<CancellationToken, Task<TimeSpan>> beatAsync, Action<Exception> failed, long started, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(terms.HeartbeatDeadline, time, cancellationToken);
        try
        {
            try
            {
                return await beatAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (SlsErrors.Classify(error) == SlsErrorKind.Transient && SlsErrors.IsKnown(error) && HasTime(started))
            {
                // One lost heartbeat would cost a whole interval.
                await Task.Delay(QuickRetry, time, deadline.Token).ConfigureAwait(false);
                return await beatAsync(deadline.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            failed(SlsException.TooLate("HeartBeat", terms.HeartbeatDeadline));
        }
        catch (Exception error) when (SlsErrors.IsKnown(error))
        {
            failed(error);
        }

        return terms.HeartbeatInterval;
    }

    private bool HasTime(long started) => time.GetElapsedTime(started) + (QuickRetry * 2) < terms.HeartbeatDeadline;
}
