namespace SlsSyslog.ConsumerGroups;

/// <summary>Creates the provider that options describe, with the providers that it depends on, and disposes them.</summary>
internal sealed class CredentialChain : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    /// <param name="options">The options, which are valid.</param>
    /// <param name="outer">The provider of the default type, which is not disposed.</param>
    /// <param name="timeProvider">The provider of the time.</param>
    public CredentialChain(CredentialOptions options, ISlsCredentialProvider? outer, TimeProvider timeProvider)
    {
        Provider = options.Type == CredentialType.Default
            ? outer ?? throw new SlsCredentialException("There are no default credentials.")
            : Own(CreateFirst(options, timeProvider));
        foreach (AssumedRoleOptions role in options.Roles)
        {
            Provider = Own(new AssumeRoleCredentialProvider(Provider, role, timeProvider, options.StsEndpoint));
        }
    }

    /// <summary>Gets the provider of the last role, or of the first access key when there are no roles.</summary>
    public ISlsCredentialProvider Provider { get; }

    public void Dispose()
    {
        foreach (IDisposable owned in Enumerable.Reverse(_owned))
        {
            owned.Dispose();
        }
    }

    private static ISlsCredentialProvider CreateFirst(CredentialOptions options, TimeProvider timeProvider) => options.Type switch
    {
        CredentialType.AccessKey => new StaticCredentialProvider(
            new SlsCredential(options.AccessKeyId, options.AccessKeySecret, options.SecurityToken)),
        CredentialType.EcsRole => new EcsRoleCredentialProvider(timeProvider, options.EcsRole.Length > 0 ? options.EcsRole : null),
        CredentialType.OidcRole => new OidcRoleCredentialProvider(timeProvider, options),
        CredentialType.Profile => new ProfileCredentialProvider(
            timeProvider, new CredentialFile(options.ProfileFile, options.ProfileName), options.StsEndpoint),
        CredentialType.Uri => new UriCredentialProvider(timeProvider, options.ServiceAddress, Environment.GetEnvironmentVariable),
        CredentialType.Process => new ProcessCredentialProvider([.. options.Command], options.CommandTimeout, timeProvider),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Type, null),
    };

    private ISlsCredentialProvider Own(ISlsCredentialProvider provider)
    {
        if (provider is IDisposable disposable)
        {
            _owned.Add(disposable);
        }

        return provider;
    }
}
