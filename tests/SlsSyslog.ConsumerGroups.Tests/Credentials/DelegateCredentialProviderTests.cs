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
    public async Task GetAsync_RefreshFails_KeepsTheOldOnesUntilTheyExpire()
    {
        bool fails = false;
        using DelegateCredentialProvider provider = Provide(() => fails ? throw new HttpRequestException("down") : Expiring(TimeSpan.FromHours(1)));
        SlsCredential old = await provider.GetAsync(CancellationToken.None);
        fails = true;
        _timeProvider.Advance(TimeSpan.FromMinutes(50));

        Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        await Eventually.TrueAsync(() => _fetches == 2);
        for (int i = 0; i < 50; i++)
        {
            // Not again for each request.
            Assert.Same(old, await provider.GetAsync(CancellationToken.None));
        }

        Assert.Equal(2, _fetches);
        _timeProvider.Advance(TimeSpan.FromMinutes(20));
        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        Assert.Contains("down", exception.Message, StringComparison.Ordinal);

        fails = false;
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
