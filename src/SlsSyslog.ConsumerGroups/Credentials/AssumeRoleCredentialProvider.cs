namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a RAM role that is assumed with other credentials, which can be those of another assumed role. They are renewed
/// before they expire; after a failed renewal the existing credentials are used until SLS rejects them.
/// </summary>
public sealed class AssumeRoleCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private readonly ISlsCredentialProvider _source;
    private readonly AssumedRoleOptions _role;
    private readonly TokenService _service;
    private readonly RefreshingCredential _refreshing;

    /// <summary>Initializes a new instance of the <see cref="AssumeRoleCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="source">The provider of the credentials that may assume the role. It is not disposed.</param>
    /// <param name="role">The role, which is copied.</param>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="stsEndpoint">
    /// The address of the token service, such as <c>sts.cn-hangzhou.aliyuncs.com</c>, or <see langword="null"/> for the central one.
    /// </param>
    /// <exception cref="ArgumentException">The role or the address is not valid.</exception>
    public AssumeRoleCredentialProvider(
        ISlsCredentialProvider source, AssumedRoleOptions role, TimeProvider timeProvider, string? stsEndpoint = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(role);
        ArgumentNullException.ThrowIfNull(timeProvider);
        role.ThrowIfInvalid(nameof(role));
        if (TokenService.ParseAddress(stsEndpoint, out Uri? address) is { } problem)
        {
            throw new ArgumentException($"{problem} Specify a host such as sts.cn-hangzhou.aliyuncs.com.", nameof(stsEndpoint));
        }

        _source = source;
        _role = role.Copy();
        _refreshing = new RefreshingCredential(FetchAsync, timeProvider);
        _service = new TokenService(TokenService.CreateHandler(address!), address!, timeProvider) { OnClockOffset = _refreshing.OnClockOffset };
    }

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">There are no credentials to assume the role with, or the token service rejects them.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    SlsCredentialException? IRefreshingProvider.RefreshError => _refreshing.Error;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset)
    {
        _refreshing.OnClockOffset(offset);
        (_source as IRefreshingProvider)?.OnClockOffset(offset);
    }

    /// <summary>Releases the connection to the token service.</summary>
    public void Dispose()
    {
        _refreshing.Dispose();
        _service.Dispose();
    }

    private async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        SlsCredential source = await _source.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _service.AssumeRoleAsync(_role, source, _refreshing.Now, cancellationToken).ConfigureAwait(false);
        }
        catch (SlsCredentialException exception) when (exception.IsKeyRejected)
        {
            (_source as IRejectedCredentialHandler)?.OnRejected(source);
            throw;
        }
    }
}
