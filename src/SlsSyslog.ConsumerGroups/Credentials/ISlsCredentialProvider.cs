namespace SlsSyslog.ConsumerGroups;

/// <summary>Gives the credentials that requests are signed with. Used by several callers at once.</summary>
public interface ISlsCredentialProvider
{
    /// <summary>The credentials to sign the next request with: quick, except when a refresh is due.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>One consistent set of id, secret and token.</returns>
    ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken);
}
