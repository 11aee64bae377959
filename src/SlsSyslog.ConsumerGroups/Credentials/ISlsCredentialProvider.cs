namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides the credentials that sign requests. Implementations must be safe for concurrent use.</summary>
public interface ISlsCredentialProvider
{
    /// <summary>Gets the credentials for the next request. Called for each request, so it should complete quickly in most cases.</summary>
    /// <param name="cancellationToken">A token that cancels the operation.</param>
    /// <returns>A consistent set of access key ID, secret and token.</returns>
    ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken);
}
