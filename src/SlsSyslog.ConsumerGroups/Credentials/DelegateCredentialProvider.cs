namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from a function, for example from a vault, a file or another library. Credentials are kept until shortly before they
/// expire, for one minute if they do not expire, or until SLS rejects them. After a failure the existing ones are used until SLS rejects them.
/// </summary>
public sealed class DelegateCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private readonly RefreshingCredential _refreshing;

    /// <summary>Initializes a new instance of the <see cref="DelegateCredentialProvider"/> class.</summary>
    /// <param name="fetchAsync">A function that returns credentials. It is not called concurrently.</param>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    public DelegateCredentialProvider(Func<CancellationToken, Task<SlsCredential>> fetchAsync, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(fetchAsync);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _refreshing = new RefreshingCredential(fetchAsync, timeProvider);
    }

    /// <inheritdoc/>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    SlsCredentialException? IRefreshingProvider.RefreshError => _refreshing.Error;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset) => _refreshing.OnClockOffset(offset);

    /// <summary>Cancels a refresh that is in progress.</summary>
    public void Dispose() => _refreshing.Dispose();
}
