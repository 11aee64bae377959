namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Keeps credentials and refreshes them before they expire, in parallel to the requests. A request waits only when there are no credentials
/// yet or SLS has rejected them. Otherwise the existing credentials are used, even if they have expired by the local clock, which can be wrong:
/// SLS decides. There is a pause between two refreshes.
/// </summary>
internal sealed class RefreshingCredential(Func<CancellationToken, Task<SlsCredential>> fetchAsync, TimeProvider timeProvider) : IDisposable
{
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposed = new();
    private KeptCredential? _kept;
    private SlsCredential? _rejected;
    private Task? _fetching;
    private volatile SlsCredentialException? _error;
    private TimeSpan _clockOffset;
    private long _notBefore;
    private long? _rejectedAt;
    private Backoff _backoff = new(MinPause, TimeSpan.FromMinutes(1));
    private bool _isDisposed;

    /// <summary>Gets or sets how long one refresh may take.</summary>
    public TimeSpan FetchTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Gets the error of the last refresh, or null when it succeeded.</summary>
    public SlsCredentialException? Error => _error;

    /// <summary>Gets the time, corrected by what SLS or the token service returned.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return timeProvider.GetUtcNow() + _clockOffset;
            }
        }
    }

    /// <summary>Gets credentials, which can be rejected ones when there are no others.</summary>
    /// <exception cref="SlsCredentialException">Credentials were never fetched.</exception>
    public async ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (StartFetch() is { } fetching)
        {
            await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _kept?.Credential ?? throw _error!;
        }
    }

    public void OnRejected(SlsCredential credential)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_kept?.Credential, credential))
            {
                return;
            }

            _rejected = credential;

            // A rejection is a reason to fetch at once, but not again and again if the next credentials are rejected as well.
            if (_rejectedAt is not { } last || timeProvider.GetElapsedTime(last) >= MinPause)
            {
                _rejectedAt = timeProvider.GetTimestamp();
                _notBefore = 0;
            }
        }
    }

    /// <summary>Corrects the time that decides when credentials are refreshed.</summary>
    public void OnClockOffset(TimeSpan offset)
    {
        lock (_lock)
        {
            _clockOffset = offset;
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

    // The fetch to wait for; null when the request continues with what there is.
    private Task? StartFetch()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            bool isAccepted = _kept is { } kept && !ReferenceEquals(kept.Credential, _rejected);
            bool isDue = !isAccepted || timeProvider.GetUtcNow() + _clockOffset >= _kept!.GetRefreshTime(_clockOffset);
            if (isDue && _fetching is null && timeProvider.GetTimestamp() >= _notBefore)
            {
                _fetching = FetchAsync(_disposed.Token);
            }

            return isAccepted ? null : _fetching;
        }
    }

    // Never fails: most fetches are not awaited.
    private async Task FetchAsync(CancellationToken disposed)
    {
        // The caller holds the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        SlsCredential? fetched = null;
        SlsCredentialException? error = null;
        try
        {
            using Deadline deadline = new(FetchTimeout, timeProvider, disposed);
            fetched = await FetchOnceAsync(deadline).ConfigureAwait(false);
        }
        catch (SlsCredentialException exception)
        {
            error = exception;
        }

        lock (_lock)
        {
            if (fetched is not null)
            {
                _kept = new KeptCredential(fetched, timeProvider.GetUtcNow());
                _rejected = null;
            }

            // Credentials that are due again at once have a very short lifetime, or the clock is wrong.
            bool isDue = fetched is null || timeProvider.GetUtcNow() + _clockOffset >= _kept!.GetRefreshTime(_clockOffset);
            TimeSpan pause = isDue && _kept is not null ? _backoff.Next() : MinPause;
            if (!isDue)
            {
                _backoff.Reset();
            }

            _notBefore = timeProvider.GetTimestamp() + (long)(pause.TotalSeconds * timeProvider.TimestampFrequency);
            _error = error;
            _fetching = null;
        }
    }

    // A function can be custom code. Any exception means that it returned no credentials.
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
        catch (Exception exception) when (exception is not SlsCredentialException)
        {
            throw new SlsCredentialException($"Fetching credentials failed: {ErrorReason.Of(exception)}", exception);
        }
    }
}
