using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of a RAM role that is assumed with an OIDC token, as pods in ACK use (RRSA). Credentials are refreshed before they
/// expire; after a failed refresh the existing credentials are used until SLS rejects them.
/// </summary>
/// <remarks>
/// The provider reads the environment variables <c>ALIBABA_CLOUD_ROLE_ARN</c>, <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> and
/// <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c>, and the token file at each refresh.
/// </remarks>
public sealed class OidcRoleCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IRefreshingProvider, IDisposable
{
    private const string RoleVariable = "ALIBABA_CLOUD_ROLE_ARN";
    private const string ProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
    private const string FileVariable = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
    private const string SessionVariable = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
    private const int LifetimeSeconds = 3600;

    private readonly RefreshingCredential _refreshing;
    private readonly HttpClient _http;
    private readonly Func<string, string?> _read;
    private readonly TimeProvider _timeProvider;

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

    internal OidcRoleCredentialProvider(TimeProvider timeProvider, Func<string, string?> read, HttpMessageHandler handler, Uri address)
    {
        _timeProvider = timeProvider;
        _read = read;
        _http = CredentialHttp.CreateClient(handler, address);
        _refreshing = new RefreshingCredential(FetchAsync, timeProvider);
    }

    internal bool IsConfigured => Read(RoleVariable) is not null && Read(ProviderVariable) is not null && Read(FileVariable) is not null;

    /// <summary>Describes what is missing when only a part of the variables is set; empty otherwise.</summary>
    internal string FindMissing() => CredentialVariables.FindMissing(Read, RoleVariable, ProviderVariable, FileVariable);

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">A variable or the token file is missing, or the token service rejects the request.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    SlsCredentialException? IRefreshingProvider.RefreshError => _refreshing.Error;

    void IRefreshingProvider.OnClockOffset(TimeSpan offset) => _refreshing.OnClockOffset(offset);

    /// <summary>Releases the connection to the token service.</summary>
    public void Dispose()
    {
        _refreshing.Dispose();
        _http.Dispose();
    }

    private async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        if (Read(RoleVariable) is not { } role || Read(ProviderVariable) is not { } provider || Read(FileVariable) is not { } file)
        {
            throw new SlsCredentialException(
                $"The OIDC role is not configured. Set the environment variables {RoleVariable}, {ProviderVariable} and {FileVariable}.");
        }

        string token = await ReadTokenAsync(file, cancellationToken).ConfigureAwait(false);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["RoleArn"] = role,
            ["OIDCProviderArn"] = provider,
            ["OIDCToken"] = token,
            ["RoleSessionName"] = Read(SessionVariable) ?? "slssyslog",
            ["DurationSeconds"] = LifetimeSeconds.ToString(CultureInfo.InvariantCulture),
        });
        string timestamp = _refreshing.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string query = "/?Action=AssumeRoleWithOIDC&Format=JSON&Version=2015-04-01"
            + $"&Timestamp={Uri.EscapeDataString(timestamp)}&SignatureNonce={Guid.NewGuid():N}";
        using HttpResponseMessage response = await _http.PostAsync(new Uri(query, UriKind.Relative), form, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && response.Headers.Date is { } serverTime)
        {
            // The time of the request can be the reason.
            _refreshing.OnClockOffset(serverTime - _timeProvider.GetUtcNow());
        }

        return ReadResponse((int)response.StatusCode, body);
    }

    private static SlsCredential ReadResponse(int status, string body)
    {
        try
        {
            AssumedRoleBody? response = JsonSerializer.Deserialize(body, CredentialJson.Default.AssumedRoleBody);
            return status == 200 && response?.Credentials is { } credentials
                ? credentials.ToCredential("The token service")
                : throw new SlsCredentialException(
                    $"The token service rejected the request for the role with status {status} {response?.Code}: {response?.Message}");
        }
        catch (JsonException exception)
        {
            throw new SlsCredentialException($"The response of the token service with status {status} is not valid.", exception);
        }
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

    private string? Read(string variable) => _read(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
