namespace SlsSyslog.ConsumerGroups;

/// <summary>Provides the same credentials for each request, for example a permanent access key.</summary>
/// <param name="credential">The credentials.</param>
public sealed class StaticCredentialProvider(SlsCredential credential) : ISlsCredentialProvider
{
    /// <inheritdoc/>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(credential);
}
