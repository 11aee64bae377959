namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from the first of these sources that is configured: access keys in the environment
/// (<see cref="EnvironmentCredentialProvider"/>), an OIDC role (<see cref="OidcRoleCredentialProvider"/>), a profile in the credentials file
/// (<see cref="ProfileCredentialProvider"/>), the RAM role of the ECS instance (<see cref="EcsRoleCredentialProvider"/>), the credential
/// service that <c>ALIBABA_CLOUD_CREDENTIALS_URI</c> specifies (<see cref="UriCredentialProvider"/>). The source is selected again for each
/// request, in the order of Alibaba Cloud's SDKs.
/// </summary>
public sealed class DefaultCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private readonly EnvironmentCredentialProvider _environment;
    private readonly OidcRoleCredentialProvider _oidc;
    private readonly ProfileCredentialProvider _profile;
    private readonly EcsRoleCredentialProvider _ecs;
    private readonly UriCredentialProvider _uri;

    // The metadata service has not responded, so that not every request waits for it.
    private volatile bool _usesUri;
    private volatile bool _skipsProfile;

    /// <summary>Initializes a new instance of the <see cref="DefaultCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    public DefaultCredentialProvider(TimeProvider timeProvider)
        : this(
            new EnvironmentCredentialProvider(),
            new OidcRoleCredentialProvider(timeProvider),
            new ProfileCredentialProvider(timeProvider),
            new EcsRoleCredentialProvider(timeProvider),
            new UriCredentialProvider(timeProvider))
    {
    }

    internal DefaultCredentialProvider(
        EnvironmentCredentialProvider environment,
        OidcRoleCredentialProvider oidc,
        ProfileCredentialProvider profile,
        EcsRoleCredentialProvider ecs,
        UriCredentialProvider uri)
    {
        _environment = environment;
        _oidc = oidc;
        _profile = profile;
        _ecs = ecs;
        _uri = uri;
    }

    private IRefreshingProvider? Current =>
        _environment.IsConfigured ? null
        : _oidc.IsConfigured ? _oidc
        : _profile.IsConfigured && !_skipsProfile ? _profile
        : _usesUri ? _uri
        : _ecs;

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">No source is configured. The message describes how to configure one.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) =>
        _environment.IsConfigured ? _environment.GetAsync(cancellationToken)
        : _oidc.IsConfigured ? _oidc.GetAsync(cancellationToken)
        : GetFromFileAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential)
    {
        _oidc.OnRejected(credential);
        _profile.OnRejected(credential);
        _ecs.OnRejected(credential);
        _uri.OnRejected(credential);
    }

    SlsCredentialException? IRefreshingProvider.RefreshError => Current?.RefreshError;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset)
    {
        foreach (IRefreshingProvider provider in new IRefreshingProvider[] { _oidc, _profile, _ecs, _uri })
        {
            provider.OnClockOffset(offset);
        }
    }

    /// <summary>Releases the connections of the providers.</summary>
    public void Dispose()
    {
        _oidc.Dispose();
        _profile.Dispose();
        _ecs.Dispose();
        _uri.Dispose();
    }

    // A file without the default profile does not specify credentials.
    private async ValueTask<SlsCredential> GetFromFileAsync(CancellationToken cancellationToken)
    {
        if (_profile.IsConfigured)
        {
            try
            {
                SlsCredential credential = await _profile.GetAsync(cancellationToken).ConfigureAwait(false);
                _skipsProfile = false;
                return credential;
            }
            catch (SlsCredentialException exception) when (exception.IsNotConfigured)
            {
                _skipsProfile = true;
            }
        }

        return await GetFromInstanceAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<SlsCredential> GetFromInstanceAsync(CancellationToken cancellationToken)
    {
        if (_usesUri)
        {
            return await _uri.GetAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            return await _ecs.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsCredentialException exception) when (exception.IsNotConfigured && _uri.IsConfigured)
        {
            _usesUri = true;
            return await _uri.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SlsCredentialException exception) when (exception.IsNotConfigured)
        {
            throw new SlsCredentialException(
                $"No credentials were found. {_environment.FindMissing()}{_oidc.FindMissing()}"
                + $"Set {EnvironmentCredentialProvider.KeyIdVariable} and {EnvironmentCredentialProvider.KeySecretVariable}, "
                + "configure an OIDC role for the pod, add a profile to ~/.alibabacloud/credentials, or attach a RAM role to the ECS instance. "
                + exception.Message,
                exception);
        }
    }
}
