using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class HeartbeatLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TestTimeProvider _timeProvider = new();
    private readonly DateTimeOffset _start;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<TimeSpan> _sent = new();
    private readonly ConcurrentQueue<Exception> _failed = new();
    private readonly HeartbeatLoop _loop;

    public HeartbeatLoopTests()
    {
        _start = _timeProvider.GetUtcNow();
        _loop = new HeartbeatLoop(HeartbeatTiming.Create(TimeSpan.FromSeconds(30), Interval), _timeProvider);
    }

    [Fact]
    public async Task RunAsync_HeartbeatsSucceed_SendsOnePerInterval()
    {
        Task running = Run(_ => Task.FromResult(Interval));

        await AdvanceUntilSentAsync(4);

        Assert.Equal([TimeSpan.Zero, Interval, Interval * 2, Interval * 3], _sent);
        Assert.Empty(_failed);
        Assert.False(running.IsCompleted);
    }

    [Fact]
    public async Task RunAsync_HeartbeatReturnsAShorterTime_IsFollowed()
    {
        _ = Run(_ => Task.FromResult(TimeSpan.FromSeconds(1)));

        await AdvanceUntilSentAsync(3);

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], _sent);
    }

    [Fact]
    public async Task Wake_DuringTheInterval_SendsImmediately()
    {
        _ = Run(_ => Task.FromResult(Interval));
        await Eventually.TrueAsync(() => _sent.Count == 1);

        _loop.Wake();
        await Eventually.TrueAsync(() => _sent.Count == 2);

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], _sent);
    }

    [Fact]
    public async Task RunAsync_OneTransientFailure_IsRetriedWithinTheInterval()
    {
        _ = Run(_ => _sent.Count == 1 ? throw Transient() : Task.FromResult(Interval));

        await AdvanceUntilSentAsync(3);

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(500), Interval], _sent);
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task RunAsync_RetryFails_ReportsOneFailureAndWaitsForTheInterval()
    {
        _ = Run(_ => _sent.Count <= 2 ? throw Transient() : Task.FromResult(Interval));

        await AdvanceUntilSentAsync(3);

        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMilliseconds(500), Interval], _sent);
        Assert.Single(_failed);
    }

    [Fact]
    public async Task RunAsync_FailureIsNotTransient_IsReportedWithoutARetry()
    {
        _ = Run(_ => _sent.Count == 1 ? throw new SlsException("HeartBeat", 403, "Unauthorized", "", "id") : Task.FromResult(Interval));

        await AdvanceUntilSentAsync(2);

        Assert.Equal([TimeSpan.Zero, Interval], _sent);
        Assert.Single(_failed);
    }

    [Fact]
    public async Task RunAsync_HeartbeatHangs_IsCancelledBeforeTheNextOneIsDue()
    {
        _ = Run(async deadline =>
        {
            if (_sent.Count == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, deadline);
            }

            return Interval;
        });

        await AdvanceUntilSentAsync(3);

        Assert.Equal([TimeSpan.Zero, Interval, Interval * 2], _sent);
        SlsException failure = Assert.IsType<SlsException>(Assert.Single(_failed));
        Assert.Contains("timed out after 4.5 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_UnexpectedException_EndsTheLoop()
    {
        Task running = Run(_ => throw new InvalidOperationException("on purpose"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(_failed);
    }

    [Fact]
    public async Task RunAsync_Cancelled_Ends()
    {
        Task running = Run(_ => Task.FromResult(Interval));
        await Eventually.TrueAsync(() => _sent.Count == 1);

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(30)));
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_sent);
    }

    [Theory]
    [InlineData(30, 5, 5, 27)]
    [InlineData(6, 5, 2, 5.4)]
    public void Create_Timing_KeepsIntervalAndEvictionBelowTheGroupTimeout(double timeout, double configured, double interval, double evictionAfter)
    {
        HeartbeatTiming timing = HeartbeatTiming.Create(TimeSpan.FromSeconds(timeout), TimeSpan.FromSeconds(configured));

        Assert.Equal(TimeSpan.FromSeconds(interval), timing.Interval);
        Assert.Equal(TimeSpan.FromSeconds(evictionAfter), timing.EvictionAfter);
        Assert.True(timing.Deadline < timing.Interval);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop.DisposeAsync();
        _stop.Dispose();
    }

    private static SlsException Transient() => new("HeartBeat", 0, "", "reset", null);

    private Task Run(Func<CancellationToken, Task<TimeSpan>> sendAsync) => _loop.RunAsync(
        deadline =>
        {
            _sent.Enqueue(_timeProvider.GetUtcNow() - _start);
            return sendAsync(deadline);
        },
        _failed.Enqueue,
        _stop.Token);

    // Advances only when the loop waits for its timer or its deadline, so that the times are exact.
    private async Task AdvanceUntilSentAsync(int count)
    {
        TimeSpan step = TimeSpan.FromMilliseconds(100);
        while (_sent.Count < count)
        {
            int sent = _sent.Count;
            await Task.Delay(5);
            if (_sent.Count == sent)
            {
                _timeProvider.Advance(step);
            }
        }
    }
}
