namespace SlsSyslog.ConsumerGroups;

/// <summary>Always gives the same credentials: an access key, or a temporary key for a run shorter than its life.</summary>
/// <param name="credential">The credentials.</param>
public sealed class StaticCredentialProvider(SlsCredential credential) : ISlsCredentialProvider
{
    /// <inheritdoc/>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);
}
