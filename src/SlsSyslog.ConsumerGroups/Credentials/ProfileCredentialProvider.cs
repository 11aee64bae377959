namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a profile in the credentials file of Alibaba Cloud's SDKs, <c>~/.alibabacloud/credentials</c>. The file is read
/// again before credentials expire, and every minute if they do not expire.
/// </summary>
/// <remarks>
/// Profiles of the types <c>access_key</c>, <c>sts</c>, <c>ram_role_arn</c>, <c>ecs_ram_role</c>, <c>oidc_role_arn</c> and
/// <c>credentials_uri</c> are supported. <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> and <c>ALIBABA_CLOUD_PROFILE</c> specify the file and the profile.
/// </remarks>
public sealed class ProfileCredentialProvider : RefreshingCredentialProvider
{
    private readonly CredentialFile _file;
    private readonly string? _stsEndpoint;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="ProfileCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="file">The file, or <see langword="null"/> to use the environment variable or the default path.</param>
    /// <param name="profile">The name of the profile, or <see langword="null"/> to use the environment variable or the default profile.</param>
    public ProfileCredentialProvider(TimeProvider timeProvider, string? file = null, string? profile = null)
        : this(timeProvider, new CredentialFile(file ?? "", profile ?? ""), null)
    {
    }

    internal ProfileCredentialProvider(TimeProvider timeProvider, CredentialFile file, string? stsEndpoint)
        : base(timeProvider)
    {
        _file = file;
        _stsEndpoint = stsEndpoint;
        _timeProvider = timeProvider;
    }

    internal bool IsConfigured => _file.IsConfigured;

    // A profile can change completely, so that its provider is used once.
    private protected override async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        CredentialOptions profile = _file.Read();
        profile.StsEndpoint = _stsEndpoint ?? "";
        using CredentialChain chain = new(profile, null, _timeProvider);
        (chain.Provider as IRefreshingProvider)?.OnClockOffset(Refreshing.Now - _timeProvider.GetUtcNow());
        return await chain.Provider.GetAsync(cancellationToken).ConfigureAwait(false);
    }
}
