namespace SlsSyslog.ConsumerGroups;

/// <summary>A credential provider that wants to know when SLS refuses what it gave, so that it fetches anew instead of waiting for the expiry.</summary>
public interface IRejectedCredentialHandler
{
    /// <summary>Tells that SLS refused these credentials. Quick: the next <see cref="ISlsCredentialProvider.GetAsync"/> may fetch others.</summary>
    /// <param name="credential">What was refused.</param>
    void OnRejected(SlsCredential credential);
}
