namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a RAM role that is assumed with other credentials, which can be those of another assumed role. They are renewed
/// before they expire; after a failed renewal the existing credentials are used until SLS rejects them.
/// </summary>
public sealed class AssumeRoleCredentialProvider : RefreshingCredentialProvider
{
    private readonly ISlsCredentialProvider _source;
    private readonly AssumedRoleOptions _role;
    private readonly TokenService _service;

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
        : base(timeProvider)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(role);
        role.ThrowIfInvalid(nameof(role));
        if (TokenService.ParseAddress(stsEndpoint, out Uri? address) is { } problem)
        {
            throw new ArgumentException($"{problem} Specify a host such as sts.cn-hangzhou.aliyuncs.com.", nameof(stsEndpoint));
        }

        _source = source;
        _role = role.Copy();
        _service = new TokenService(TokenService.CreateHandler(address!), address!, timeProvider) { OnClockOffset = Refreshing.OnClockOffset };
    }

    private protected override void SetClockOffset(TimeSpan offset)
    {
        base.SetClockOffset(offset);
        (_source as IRefreshingProvider)?.OnClockOffset(offset);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _service.Dispose();
        }
    }

    private protected override async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        SlsCredential source = await _source.GetAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _service.AssumeRoleAsync(_role, source, Refreshing.Now, cancellationToken).ConfigureAwait(false);
        }
        catch (SlsCredentialException exception) when (exception.IsKeyRejected)
        {
            (_source as IRejectedCredentialHandler)?.OnRejected(source);
            throw;
        }
    }
}
