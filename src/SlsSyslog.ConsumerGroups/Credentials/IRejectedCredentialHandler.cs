namespace SlsSyslog.ConsumerGroups;

/// <summary>Represents a provider that is notified when SLS rejects its credentials, to request others before they expire.</summary>
public interface IRejectedCredentialHandler
{
    /// <summary>
    /// Notifies the provider that SLS rejected credentials. Return quickly, and request other credentials in the next
    /// <see cref="ISlsCredentialProvider.GetAsync"/>.
    /// </summary>
    /// <param name="credential">The rejected credentials.</param>
    void OnRejected(SlsCredential credential);
}
