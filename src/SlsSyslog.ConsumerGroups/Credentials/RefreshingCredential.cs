namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Keeps credentials and refreshes them before they expire, in parallel to the requests. A request waits only when there are no credentials
/// yet or they have expired. After a failed refresh the existing credentials are used until they expire.
/// </summary>
internal sealed class RefreshingCredential(Func<CancellationToken, Task<SlsCredential>> fetchAsync, TimeProvider timeProvider) : IDisposable
{
    // The time of the refresh before the expiry, but at most a fifth of a short lifetime.
    private static readonly TimeSpan RefreshAhead = TimeSpan.FromMinutes(15);

    // Credentials are not used this long before they expire, because a signed request is checked a little later.
    private static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);

    // How long credentials without an expiry are used before they are requested again.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private Kept? _kept;
    private SlsCredential? _rejected;
    private Task<SlsCredential>? _fetching;
    private DateTimeOffset _notBefore;
    private Backoff _backoff = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
    private bool _isDisposed;

    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken)
    {
        Task<SlsCredential> fetching;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = timeProvider.GetUtcNow();
            bool isUsable = _kept is { } kept && !ReferenceEquals(kept.Credential, _rejected) && now < kept.UsableUntil;
            if (isUsable && now < _kept!.RefreshAt)
            {
                return ValueTask.FromResult(_kept.Credential);
            }

            if (isUsable && (_fetching is not null || now < _notBefore))
            {
                return ValueTask.FromResult(_kept!.Credential);
            }

            fetching = _fetching ??= FetchAsync();
            if (isUsable)
            {
                return ValueTask.FromResult(_kept!.Credential);
            }
        }

        return new ValueTask<SlsCredential>(fetching.WaitAsync(cancellationToken));
    }

    public void OnRejected(SlsCredential credential)
    {
        lock (_lock)
        {
            if (ReferenceEquals(_kept?.Credential, credential))
            {
                _rejected = credential;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        _disposed.Cancel();
        _disposed.Dispose();
    }

    private async Task<SlsCredential> FetchAsync()
    {
        CancellationToken disposed = _disposed.Token;

        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            using Deadline deadline = new(FetchTimeout, timeProvider, disposed);
            SlsCredential fetched = await FetchOnceAsync(deadline).ConfigureAwait(false);
            lock (_lock)
            {
                _kept = Keep(fetched);
                _rejected = null;
                _backoff.Reset();
                _fetching = null;
            }

            return fetched;
        }
        catch
        {
            lock (_lock)
            {
                // No request waits as long as the existing credentials are usable, so the next attempt can wait.
                _notBefore = timeProvider.GetUtcNow() + _backoff.Next();
                _fetching = null;
            }

            throw;
        }
    }

    private async Task<SlsCredential> FetchOnceAsync(Deadline deadline)
    {
        try
        {
            return await fetchAsync(deadline.Token).ConfigureAwait(false)
                ?? throw new SlsCredentialException("The credential function returned null. Return credentials or throw an exception.");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new SlsCredentialException($"Fetching credentials timed out after {FetchTimeout.TotalSeconds} s.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new SlsCredentialException($"Fetching credentials failed: {exception.Message}", exception);
        }
    }

    private Kept Keep(SlsCredential credential)
    {
        DateTimeOffset now = timeProvider.GetUtcNow();
        if (credential.ExpiresAt is not { } expiresAt)
        {
            return new Kept(credential, now + RefreshInterval, DateTimeOffset.MaxValue);
        }

        TimeSpan ahead = (expiresAt - now) / 5;
        return new Kept(credential, expiresAt - (ahead < RefreshAhead ? ahead : RefreshAhead), expiresAt - ExpiryMargin);
    }

    private sealed record Kept(SlsCredential Credential, DateTimeOffset RefreshAt, DateTimeOffset UsableUntil);
}
