namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// The first of these that is set up: keys in the environment (<see cref="EnvironmentCredentialProvider"/>), an OIDC role
/// (<see cref="OidcRoleCredentialProvider"/>), the role of the ECS instance (<see cref="EcsRoleCredentialProvider"/>). Which one is decided
/// anew for each request, so that variables set later are found.
/// </summary>
public sealed class DefaultCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IDisposable
{
    private readonly EnvironmentCredentialProvider _environment;
    private readonly OidcRoleCredentialProvider _oidc;
    private readonly EcsRoleCredentialProvider _ecs;

    /// <summary>Makes a provider. Touches neither network nor file.</summary>
    /// <param name="timeProvider">The clock that tells when a key expires.</param>
    public DefaultCredentialProvider(TimeProvider timeProvider)
        : this(new EnvironmentCredentialProvider(), new OidcRoleCredentialProvider(timeProvider), new EcsRoleCredentialProvider(timeProvider))
    {
    }

    internal DefaultCredentialProvider(EnvironmentCredentialProvider environment, OidcRoleCredentialProvider oidc, EcsRoleCredentialProvider ecs)
    {
        _environment = environment;
        _oidc = oidc;
        _ecs = ecs;
    }

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">None is set up: the message says how to.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) =>
        _environment.IsConfigured ? _environment.GetAsync(cancellationToken)
        : _oidc.IsConfigured ? _oidc.GetAsync(cancellationToken)
        : GetFromInstanceAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential)
    {
        _oidc.OnRejected(credential);
        _ecs.OnRejected(credential);
    }

    /// <summary>Closes what the providers hold open.</summary>
    public void Dispose()
    {
        _oidc.Dispose();
        _ecs.Dispose();
    }

    private async ValueTask<SlsCredential> GetFromInstanceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _ecs.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsCredentialException error)
        {
            throw new SlsCredentialException(
                $"No credentials were found. Set {EnvironmentCredentialProvider.KeyIdVariable} and {EnvironmentCredentialProvider.KeySecretVariable}, "
                + $"give the pod an OIDC role, or attach a RAM role to the ECS instance. {error.Message}",
                error);
        }
    }
}
