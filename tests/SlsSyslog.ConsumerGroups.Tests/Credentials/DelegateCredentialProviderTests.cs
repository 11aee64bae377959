using System.Collections.Concurrent;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class DelegateCredentialProviderTests
{
    private readonly TestTimeProvider _timeProvider = new();
    private int _fetches;

    [Fact]
    public async Task GetAsync_LongBeforeExpiry_FetchesOnce()
    {
        using DelegateCredentialProvider provider = Provide(() => Expiring(TimeSpan.FromHours(6)));

        SlsCredential first = await provider.GetAsync(CancellationToken.None);
        _timeProvider.Advance(TimeSpan.FromHours(5));

        Assert.Same(first, await provider.GetAsync(CancellationToken.None));
        Assert.Equal(1, _fetches);
    }

    [Fact]
    public async Task GetAsync_ShortlyBeforeExpiry_ReturnsTheOldOnesAndFetchesInParallel()
    {
        TaskCompletionSource<SlsCredential> next = new();
        using DelegateCredentialProvider provider = new(
            _ => Interlocked.Increment(ref _fetches) == 1 ? Task.FromResult(Expiring(TimeSpan.FromHours(6))) : next.Task, _timeProvider);
        SlsCredential old = await provider.GetAsync(CancellationToken.None);
        _timeProvider.Advance(TimeSpan.FromHours(6) - TimeSpan.FromMinutes(14));

        // No call waits for the refresh, and there is only one.
        Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        Assert.Same(old, await provider.GetAsync(CancellationToken.None));

        SlsCredential fresh = Expiring(TimeSpan.FromHours(6));
        next.SetResult(fresh);
        await Eventually.TrueAsync(() => ReferenceEquals(fresh, provider.GetAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()));
        Assert.Equal(2, _fetches);
    }

    [Fact]
    public async Task GetAsync_RefreshFails_KeepsTheOldOnesUntilTheyAreRejected()
    {
        bool fails = false;
        using DelegateCredentialProvider provider = Provide(() => fails ? throw new HttpRequestException("down") : Expiring(TimeSpan.FromHours(1)));
        SlsCredential old = await provider.GetAsync(CancellationToken.None);
        fails = true;
        _timeProvider.Advance(TimeSpan.FromMinutes(50));

        Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        await Eventually.TrueAsync(() => ((IRefreshingProvider)provider).RefreshError is not null);
        for (int i = 0; i < 50; i++)
        {
            // Not again for each request.
            Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        }

        Assert.Equal(2, _fetches);
        _timeProvider.Advance(TimeSpan.FromMinutes(20));
        Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        await Eventually.TrueAsync(() => _fetches == 3);

        // Also afterwards there are no others. The error of SLS is reported, not that there are none.
        provider.OnRejected(old);
        Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        Assert.Contains("down", ((IRefreshingProvider)provider).RefreshError!.Message, StringComparison.Ordinal);

        fails = false;
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.NotSame(old, await provider.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task GetAsync_AfterARejection_FetchesAgain()
    {
        using DelegateCredentialProvider provider = Provide(() => Expiring(TimeSpan.FromHours(6)));
        SlsCredential refused = await provider.GetAsync(CancellationToken.None);

        provider.OnRejected(refused);

        SlsCredential fresh = await provider.GetAsync(CancellationToken.None);
        Assert.NotSame(refused, fresh);
        provider.OnRejected(refused);
        Assert.Same(fresh, await provider.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task GetAsync_ClockIsADayAhead_UsesTheKeyAndFetchesSeldom()
    {
        using DelegateCredentialProvider provider = Provide(() => Expiring(TimeSpan.FromHours(-18)));

        SlsCredential current = await provider.GetAsync(CancellationToken.None);
        foreach (int pause in new[] { 5, 10, 20, 40, 60, 60 })
        {
            int fetches = _fetches;
            _timeProvider.Advance(TimeSpan.FromSeconds(pause - 1));
            for (int request = 0; request < 20; request++)
            {
                Assert.Same(current, await provider.GetAsync(CancellationToken.None));
            }

            Assert.Equal(fetches, _fetches);
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            SlsCredential old = current;
            await Eventually.TrueAsync(() => (current = provider.GetAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()) != old);
            Assert.Equal(fetches + 1, _fetches);
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(8)]
    [InlineData(-8)]
    public async Task GetAsync_ClockIsWrongAndCorrected_RefreshesByTheTimeOfTheService(int hoursAhead)
    {
        using DelegateCredentialProvider provider = Provide(() => Expiring(TimeSpan.FromHours(6 - hoursAhead)));
        SlsCredential first = await provider.GetAsync(CancellationToken.None);
        ((IRefreshingProvider)provider).OnClockOffset(TimeSpan.FromHours(-hoursAhead));

        _timeProvider.Advance(TimeSpan.FromHours(5.5));
        Assert.Same(first, await provider.GetAsync(CancellationToken.None));
        Assert.Equal(1, _fetches);

        _timeProvider.Advance(TimeSpan.FromMinutes(20));
        Assert.Same(first, await provider.GetAsync(CancellationToken.None));
        await Eventually.TrueAsync(() => _fetches == 2);
    }

    [Fact]
    public async Task GetAsync_NeverSucceeds_FetchesWithAPauseAndReportsTheReasonEachTime()
    {
        using DelegateCredentialProvider provider = Provide(() => throw new InvalidOperationException("the vault is sealed"));

        for (int request = 0; request < 100; request++)
        {
            SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(
                () => provider.GetAsync(CancellationToken.None).AsTask());
            Assert.Contains("the vault is sealed", exception.Message, StringComparison.Ordinal);
            _timeProvider.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_fetches, 2, 3);
    }

    [Fact]
    public async Task GetAsync_BackgroundRefreshFails_IsObserved()
    {
        ConcurrentQueue<string> unobserved = [];
        void OnUnobserved(object? sender, UnobservedTaskExceptionEventArgs args) => unobserved.Enqueue(args.Exception.ToString());
        TaskScheduler.UnobservedTaskException += OnUnobserved;
        try
        {
            await FailInBackgroundAsync();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= OnUnobserved;
        }

        Assert.DoesNotContain(unobserved, text => text.Contains("unexpected refresh error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetAsync_DisposedDuringARefresh_EndsWithoutAnError()
    {
        TaskCompletionSource started = new();
        DelegateCredentialProvider provider = new(
            async cancellationToken =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException("It was cancelled.");
            },
            _timeProvider);
        Task<SlsCredential> waiting = provider.GetAsync(CancellationToken.None).AsTask();
        await started.Task;

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task GetAsync_EveryKeyIsRejected_FetchesWithAPause()
    {
        using DelegateCredentialProvider provider = Provide(() => Expiring(TimeSpan.FromHours(6)));

        for (int request = 0; request < 100; request++)
        {
            provider.OnRejected(await provider.GetAsync(CancellationToken.None));
            _timeProvider.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_fetches, 2, 6);
    }

    [Fact]
    public async Task GetAsync_ConcurrentCalls_FetchOnce()
    {
        TaskCompletionSource<SlsCredential> fetched = new();
        using DelegateCredentialProvider provider = new(
            _ =>
            {
                Interlocked.Increment(ref _fetches);
                return fetched.Task;
            },
            _timeProvider);

        Task<SlsCredential>[] callers = [.. Enumerable.Range(0, 20).Select(_ => provider.GetAsync(CancellationToken.None).AsTask())];
        fetched.SetResult(Expiring(TimeSpan.FromHours(1)));

        Assert.Single((await Task.WhenAll(callers)).Distinct());
        Assert.Equal(1, _fetches);
    }

    private async Task FailInBackgroundAsync()
    {
        bool fails = false;
        using DelegateCredentialProvider provider = Provide(
            () => fails ? throw new NotSupportedException("unexpected refresh error") : Expiring(TimeSpan.FromHours(1)));
        await provider.GetAsync(CancellationToken.None);
        fails = true;
        _timeProvider.Advance(TimeSpan.FromMinutes(50));
        await provider.GetAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => ((IRefreshingProvider)provider).RefreshError is not null);
    }

    private DelegateCredentialProvider Provide(Func<SlsCredential> fetch) =>
        new(
            _ =>
            {
                Interlocked.Increment(ref _fetches);
                return Task.FromResult(fetch());
            },
            _timeProvider);

    private SlsCredential Expiring(TimeSpan life) => new("id", "secret", "token", _timeProvider.GetUtcNow() + life);
}
