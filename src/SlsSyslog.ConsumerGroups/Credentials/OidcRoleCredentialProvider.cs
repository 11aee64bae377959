namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a RAM role that is assumed with an OIDC token, as pods in ACK use (RRSA). Credentials are refreshed before they
/// expire; after a failed refresh the existing credentials are used until SLS rejects them.
/// </summary>
/// <remarks>
/// The provider reads the environment variables <c>ALIBABA_CLOUD_ROLE_ARN</c>, <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> and
/// <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c>, and the token file at each refresh.
/// </remarks>
public sealed class OidcRoleCredentialProvider : RefreshingCredentialProvider
{
    internal const string RoleVariable = "ALIBABA_CLOUD_ROLE_ARN";
    internal const string ProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
    internal const string FileVariable = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
    private const string SessionVariable = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
    private const int LifetimeSeconds = 3600;

    private readonly TokenService _service;
    private readonly Func<string, string?> _read;

    /// <summary>Initializes a new instance of the <see cref="OidcRoleCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="region">The region of the token service, such as <c>cn-hangzhou</c>, or <see langword="null"/> for the central one.</param>
    public OidcRoleCredentialProvider(TimeProvider timeProvider, string? region = null)
        : this(
            timeProvider,
            Environment.GetEnvironmentVariable,
            CredentialHttp.CreateHandler(useProxy: true, TimeSpan.FromSeconds(10)),
            new Uri(region is null ? "https://sts.aliyuncs.com" : $"https://sts.{region}.aliyuncs.com"))
    {
    }

    // The variables supply what the options omit.
    internal OidcRoleCredentialProvider(TimeProvider timeProvider, CredentialOptions options)
        : this(timeProvider, options, TokenService.ParseAddress(options.StsEndpoint, out Uri? address) is { } problem
            ? throw new ArgumentException(problem, nameof(options))
            : address!)
    {
    }

    internal OidcRoleCredentialProvider(TimeProvider timeProvider, Func<string, string?> read, HttpMessageHandler handler, Uri address)
        : base(timeProvider)
    {
        _read = read;
        _service = new TokenService(handler, address, timeProvider) { OnClockOffset = Refreshing.OnClockOffset };
    }

    private OidcRoleCredentialProvider(TimeProvider timeProvider, CredentialOptions options, Uri address)
        : this(timeProvider, name => ReadOption(options, name), TokenService.CreateHandler(address), address)
    {
    }

    internal bool IsConfigured => Read(RoleVariable) is not null && Read(ProviderVariable) is not null && Read(FileVariable) is not null;

    /// <summary>Describes what is missing when only a part of the variables is set; empty otherwise.</summary>
    internal string FindMissing() => CredentialVariables.FindMissing(Read, RoleVariable, ProviderVariable, FileVariable);

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
        if (Read(RoleVariable) is not { } role || Read(ProviderVariable) is not { } provider || Read(FileVariable) is not { } file)
        {
            throw new SlsCredentialException(
                $"The OIDC role is not configured. Set the environment variables {RoleVariable}, {ProviderVariable} and {FileVariable}.");
        }

        string token = await ReadTokenAsync(file, cancellationToken).ConfigureAwait(false);
        Dictionary<string, string> form = new()
        {
            ["RoleArn"] = role,
            ["OIDCProviderArn"] = provider,
            ["OIDCToken"] = token,
            ["RoleSessionName"] = Read(SessionVariable) ?? "slssyslog",
            ["DurationSeconds"] = LifetimeSeconds.ToString(CultureInfo.InvariantCulture),
        };
        return await _service.AssumeRoleWithOidcAsync(form, Refreshing.Now, cancellationToken).ConfigureAwait(false);
    }

    private static string? ReadOption(CredentialOptions options, string variable)
    {
        string value = variable switch
        {
            RoleVariable => options.OidcRoleArn,
            ProviderVariable => options.OidcProviderArn,
            FileVariable => options.OidcTokenFile,
            _ => "",
        };
        return value.Length > 0 ? value : Environment.GetEnvironmentVariable(variable);
    }

    private static async Task<string> ReadTokenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SlsCredentialException($"The token file that {FileVariable} specifies cannot be read: {exception.Message}", exception);
        }
    }

    private string? Read(string variable) => CredentialVariables.Read(_read, variable);
}
