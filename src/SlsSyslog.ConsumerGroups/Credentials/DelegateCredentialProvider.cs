namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Gets credentials from a function: a vault, a file, another library. What it gives is kept until shortly before it expires, a
/// minute where it does not, or until SLS refuses it.
/// </summary>
public sealed class DelegateCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IDisposable
{
    private readonly RefreshingCredential _refreshing;

    /// <summary>Makes a provider.</summary>
    /// <param name="fetchAsync">Gives credentials; called by one caller at a time.</param>
    /// <param name="timeProvider">The clock that tells when they expire.</param>
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

    /// <summary>Ends a refresh that may be running.</summary>
    public void Dispose() => _refreshing.Dispose();
}
