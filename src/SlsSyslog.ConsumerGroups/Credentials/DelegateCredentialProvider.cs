namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from a function, for example from a vault, a file or another library. Credentials are kept until shortly before they
/// expire, for one minute if they do not expire, or until SLS rejects them. After a failure the existing ones are used until SLS rejects them.
/// </summary>
public sealed class DelegateCredentialProvider : RefreshingCredentialProvider
{
    private readonly Func<CancellationToken, Task<SlsCredential>> _fetchAsync;

    /// <summary>Initializes a new instance of the <see cref="DelegateCredentialProvider"/> class.</summary>
    /// <param name="fetchAsync">A function that returns credentials. It is not called concurrently.</param>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    public DelegateCredentialProvider(Func<CancellationToken, Task<SlsCredential>> fetchAsync, TimeProvider timeProvider)
        : base(timeProvider)
    {
        ArgumentNullException.ThrowIfNull(fetchAsync);
        _fetchAsync = fetchAsync;
    }

    private protected override Task<SlsCredential> FetchAsync(CancellationToken cancellationToken) => _fetchAsync(cancellationToken);
}
