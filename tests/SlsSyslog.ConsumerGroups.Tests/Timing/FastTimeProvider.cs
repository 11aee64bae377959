using System.Diagnostics;

namespace SlsSyslog.ConsumerGroups.Tests;

// A clock that runs faster than the world, timers included, so that tests keep the intervals that are used in earnest. While a request is
// on its way it runs as the world does: on a machine that is slow for a moment, milliseconds of work do not count as seconds.
internal sealed class FastTimeProvider : TimeProvider, IAsyncDisposable
{
    // A beat that comes later than this was held up as everything else was.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(10);

    private readonly TestTimeProvider _clock = new(TimeProvider.System.GetUtcNow());
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _requests;

    public FastTimeProvider(int factor) => _running = Task.Run(() => RunAsync(factor));

    public override long TimestampFrequency => _clock.TimestampFrequency;

    public override long GetTimestamp() => _clock.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _clock.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _clock.CreateTimer(callback, state, dueTime, period);

    public DelegatingHandler Slowing(HttpMessageHandler network) => new SlowingHandler(this) { InnerHandler = network };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private async Task RunAsync(int factor)
    {
        long last = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(1);
            long now = Stopwatch.GetTimestamp();
            TimeSpan step = Stopwatch.GetElapsedTime(last, now);
            last = now;
            _clock.Advance((step < LongestStep ? step : LongestStep) * (Volatile.Read(ref _requests) > 0 ? 1 : factor));
        }
    }

    private sealed class SlowingHandler(FastTimeProvider clock) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref clock._requests);
            try
            {
                HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);

                // The body is of the way too; what reads it finds it in memory.
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            finally
            {
                Interlocked.Decrement(ref clock._requests);
            }
        }
    }
}
