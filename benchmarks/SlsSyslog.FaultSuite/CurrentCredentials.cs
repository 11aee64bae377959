using SlsSyslog.ConsumerGroups;

namespace SlsSyslog.FaultSuite;

/// <summary>Credentials that a scenario can change at any moment.</summary>
public sealed class CurrentCredentials : ISlsCredentialProvider
{
    private SlsCredential _current = new("testak", "testsk");

    public void Set(SlsCredential credential) => Volatile.Write(ref _current, credential);

    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Volatile.Read(ref _current));
}
