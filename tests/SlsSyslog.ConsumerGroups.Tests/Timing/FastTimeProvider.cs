using System.Diagnostics;

namespace SlsSyslog.ConsumerGroups.Tests;

// A clock that runs faster than real time, including its timers, so that tests use the product's intervals. While a request is in progress it
// runs in real time: on a machine that is slow for a moment, milliseconds of work do not count as seconds.
internal sealed class FastTimeProvider : TimeProvider, IAsyncDisposable
{
    // A step that is later than this was delayed by the machine, like everything else: on a busy machine the clock runs slower.
    private static readonly TimeSpan LongestStep = TimeSpan.FromMilliseconds(3);

    private readonly TestTimeProvider _timeProvider = new(TimeProvider.System.GetUtcNow());
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _requests;

    public FastTimeProvider(int factor) => _running = Task.Run(() => RunAsync(factor));

    public override long TimestampFrequency => _timeProvider.TimestampFrequency;

    public override long GetTimestamp() => _timeProvider.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _timeProvider.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _timeProvider.CreateTimer(callback, state, dueTime, period);

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
            _timeProvider.Advance((step < LongestStep ? step : LongestStep) * (Volatile.Read(ref _requests) > 0 ? 1 : factor));
        }
    }

    private sealed class SlowingHandler(FastTimeProvider timeProvider) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref timeProvider._requests);
            try
            {
                HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);

                // The body is part of the request. Its reader finds it in memory.
                await answer.Content.LoadIntoBufferAsync(cancellationToken);
                return answer;
            }
            finally
            {
                Interlocked.Decrement(ref timeProvider._requests);
            }
        }
    }
}
