namespace SlsSyslog.ConsumerGroups;

// Keeps fetched credentials and fetches new ones ahead of their expiry, beside the requests: only the first request of all and one
// with expired credentials wait. A fetch that fails leaves the old ones in use while they last.
internal sealed class RefreshingCredential(Func<CancellationToken, Task<SlsCredential>> fetchAsync, TimeProvider time) : IDisposable
{
    // Refreshed so long before they expire, but not before the last fifth of a short life.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    // Not used for the last moments: a request signed now is checked a little later.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    // How long credentials without an expiry are kept before it is asked whether there are others.
    private static readonly TimeSpan Unlimited = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FetchDeadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private Kept? _kept;
    private SlsCredential? _rejected;
    private Task<SlsCredential>? _fetching;
    private DateTimeOffset _notBefore;
    private TimeSpan _pause = FirstPause;
    private bool _isDisposed;

    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken)
    {
        Task<SlsCredential> fetching;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            DateTimeOffset now = time.GetUtcNow();
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
            using Deadline deadline = new(FetchDeadline, time, disposed);
            SlsCredential fetched = await FetchOnceAsync(deadline).ConfigureAwait(false);
            lock (_lock)
            {
                _kept = Keep(fetched);
                _rejected = null;
                _pause = FirstPause;
                _fetching = null;
            }

            return fetched;
        }
        catch
        {
            lock (_lock)
            {
                // While the old ones last nobody waits, so there is time between two tries.
                _notBefore = time.GetUtcNow() + _pause;
                _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
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
                ?? throw new SlsCredentialException("The credential function gave nothing; let it give credentials or throw.");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new SlsCredentialException($"Fetching credentials took longer than {FetchDeadline.TotalSeconds} s.");
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new SlsCredentialException($"Credentials could not be fetched: {error.Message}", error);
        }
    }

    private Kept Keep(SlsCredential credential)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (credential.ExpiresAt is not { } expiresAt)
        {
            return new Kept(credential, now + Unlimited, DateTimeOffset.MaxValue);
        }

        TimeSpan ahead = (expiresAt - now) / 5;
        return new Kept(credential, expiresAt - (ahead < Ahead ? ahead : Ahead), expiresAt - Margin);
    }

    private sealed record Kept(SlsCredential Credential, DateTimeOffset RefreshAt, DateTimeOffset UsableUntil);
}
