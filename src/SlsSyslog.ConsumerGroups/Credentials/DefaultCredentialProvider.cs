namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from the first of these sources that is configured: access keys in the environment
/// (<see cref="EnvironmentCredentialProvider"/>), an OIDC role (<see cref="OidcRoleCredentialProvider"/>), the RAM role of the ECS instance
/// (<see cref="EcsRoleCredentialProvider"/>). The source is selected again for each request.
/// </summary>
public sealed class DefaultCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private readonly EnvironmentCredentialProvider _environment;
    private readonly OidcRoleCredentialProvider _oidc;
    private readonly EcsRoleCredentialProvider _ecs;

    /// <summary>Initializes a new instance of the <see cref="DefaultCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
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
    /// <exception cref="SlsCredentialException">No source is configured. The message describes how to configure one.</exception>
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

    SlsCredentialException? IRefreshingProvider.RefreshError =>
        _environment.IsConfigured ? null : ((IRefreshingProvider)(_oidc.IsConfigured ? _oidc : _ecs)).RefreshError;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset)
    {
        ((IRefreshingProvider)_oidc).OnClockOffset(offset);
        ((IRefreshingProvider)_ecs).OnClockOffset(offset);
    }

    /// <summary>Releases the connections of the providers.</summary>
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
        catch (SlsCredentialException exception) when (exception.IsNotConfigured)
        {
            throw new SlsCredentialException(
                $"No credentials were found. {_environment.FindMissing()}{_oidc.FindMissing()}"
                + $"Set {EnvironmentCredentialProvider.KeyIdVariable} and {EnvironmentCredentialProvider.KeySecretVariable}, "
                + $"configure an OIDC role for the pod, or attach a RAM role to the ECS instance. {exception.Message}",
                exception);
        }
    }
}
