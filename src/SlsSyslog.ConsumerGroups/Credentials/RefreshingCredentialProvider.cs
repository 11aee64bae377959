namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Represents a provider that refreshes its credentials before they expire, in parallel to the requests. After a failed refresh, the existing
/// credentials are used until SLS rejects them.
/// </summary>
public abstract class RefreshingCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private protected RefreshingCredentialProvider(TimeProvider timeProvider, TimeSpan? fetchTimeout = null)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        Refreshing = fetchTimeout is { } timeout
            ? new RefreshingCredential(FetchAsync, timeProvider) { FetchTimeout = timeout }
            : new RefreshingCredential(FetchAsync, timeProvider);
    }

    SlsCredentialException? IRefreshingProvider.RefreshError => Refreshing.Error;

    private protected RefreshingCredential Refreshing { get; }

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">No credentials were received yet. The message contains the reason.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => Refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => Refreshing.OnRejected(credential);

    void IRefreshingProvider.OnClockOffset(TimeSpan offset) => SetClockOffset(offset);

    /// <summary>Cancels a refresh that is in progress, and releases connections.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels a refresh that is in progress, and releases connections.</summary>
    /// <param name="disposing"><see langword="true"/> when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Refreshing.Dispose();
        }
    }

    private protected abstract Task<SlsCredential> FetchAsync(CancellationToken cancellationToken);

    private protected virtual void SetClockOffset(TimeSpan offset) => Refreshing.OnClockOffset(offset);
}
