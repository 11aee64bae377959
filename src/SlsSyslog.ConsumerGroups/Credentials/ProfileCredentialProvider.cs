namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a profile in the credentials file of Alibaba Cloud's SDKs, <c>~/.alibabacloud/credentials</c>. The file is read
/// again before credentials expire, and every minute if they do not expire.
/// </summary>
/// <remarks>
/// Profiles of the types <c>access_key</c>, <c>sts</c>, <c>ram_role_arn</c>, <c>ecs_ram_role</c>, <c>oidc_role_arn</c> and
/// <c>credentials_uri</c> are supported. <c>ALIBABA_CLOUD_CREDENTIALS_FILE</c> and <c>ALIBABA_CLOUD_PROFILE</c> specify the file and the profile.
/// </remarks>
public sealed class ProfileCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private readonly CredentialFile _file;
    private readonly string? _stsEndpoint;
    private readonly TimeProvider _timeProvider;
    private readonly RefreshingCredential _refreshing;

    /// <summary>Initializes a new instance of the <see cref="ProfileCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="file">The file, or <see langword="null"/> to use the environment variable or the default path.</param>
    /// <param name="profile">The name of the profile, or <see langword="null"/> to use the environment variable or the default profile.</param>
    public ProfileCredentialProvider(TimeProvider timeProvider, string? file = null, string? profile = null)
        : this(timeProvider, new CredentialFile(file ?? "", profile ?? ""), null)
    {
    }

    internal ProfileCredentialProvider(TimeProvider timeProvider, CredentialFile file, string? stsEndpoint)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _file = file;
        _stsEndpoint = stsEndpoint;
        _timeProvider = timeProvider;
        _refreshing = new RefreshingCredential(FetchAsync, timeProvider);
    }

    internal bool IsConfigured => _file.IsConfigured;

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">The file or the profile does not exist, or is not valid.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    SlsCredentialException? IRefreshingProvider.RefreshError => _refreshing.Error;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset) => _refreshing.OnClockOffset(offset);

    /// <summary>Cancels a refresh that is in progress.</summary>
    public void Dispose() => _refreshing.Dispose();

    // A profile can change completely, so that its provider is used once.
    private async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        CredentialOptions profile = _file.Read();
        profile.StsEndpoint = _stsEndpoint ?? "";
        using CredentialChain chain = new(profile, null, _timeProvider);
        (chain.Provider as IRefreshingProvider)?.OnClockOffset(_refreshing.Now - _timeProvider.GetUtcNow());
        return await chain.Provider.GetAsync(cancellationToken).ConfigureAwait(false);
    }
}
