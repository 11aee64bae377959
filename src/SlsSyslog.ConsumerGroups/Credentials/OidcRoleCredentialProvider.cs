using System.Globalization;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// A RAM role taken on with an OIDC token, as pods in ACK do (RRSA). Reads <c>ALIBABA_CLOUD_ROLE_ARN</c>,
/// <c>ALIBABA_CLOUD_OIDC_PROVIDER_ARN</c> and <c>ALIBABA_CLOUD_OIDC_TOKEN_FILE</c>; the file is read anew at each refresh, which happens
/// ahead of expiry. A refresh that fails keeps the old key while it lasts.
/// </summary>
public sealed class OidcRoleCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IDisposable
{
    private const string RoleVariable = "ALIBABA_CLOUD_ROLE_ARN";
    private const string ProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
    private const string FileVariable = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";
    private const string SessionVariable = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
    private const int LifeSeconds = 3600;

    private readonly RefreshingCredential _refreshing;
    private readonly HttpClient _http;
    private readonly Func<string, string?> _read;
    private readonly TimeProvider _time;

    /// <summary>Makes a provider over the environment of this process. Touches neither network nor file.</summary>
    /// <param name="timeProvider">The clock that tells when a key expires.</param>
    /// <param name="region">The region whose token service is asked, such as <c>cn-hangzhou</c>; null for the central one.</param>
    public OidcRoleCredentialProvider(TimeProvider timeProvider, string? region = null)
        : this(timeProvider, Environment.GetEnvironmentVariable, new SocketsHttpHandler(), new Uri(region is null ? "https://sts.aliyuncs.com" : $"https://sts.{region}.aliyuncs.com"))
    {
    }

    internal OidcRoleCredentialProvider(TimeProvider timeProvider, Func<string, string?> read, HttpMessageHandler handler, Uri address)
    {
        _time = timeProvider;
        _read = read;
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _refreshing = new RefreshingCredential(FetchAsync, timeProvider);
    }

    internal bool IsConfigured => Read(RoleVariable) is not null && Read(ProviderVariable) is not null && Read(FileVariable) is not null;

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">A variable is missing, the file cannot be read, or the token service refuses.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    /// <summary>Closes the connection to the token service.</summary>
    public void Dispose()
    {
        _refreshing.Dispose();
        _http.Dispose();
    }

    private async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        if (Read(RoleVariable) is not { } role || Read(ProviderVariable) is not { } provider || Read(FileVariable) is not { } file)
        {
            throw new SlsCredentialException($"Set the environment variables {RoleVariable}, {ProviderVariable} and {FileVariable}.");
        }

        string token = await ReadTokenAsync(file, cancellationToken).ConfigureAwait(false);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["RoleArn"] = role,
            ["OIDCProviderArn"] = provider,
            ["OIDCToken"] = token,
            ["RoleSessionName"] = Read(SessionVariable) ?? "slssyslog",
            ["DurationSeconds"] = LifeSeconds.ToString(CultureInfo.InvariantCulture),
        });
        string timestamp = _time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string query = $"/?Action=AssumeRoleWithOIDC&Format=JSON&Version=2015-04-01&Timestamp={Uri.EscapeDataString(timestamp)}&SignatureNonce={Guid.NewGuid():N}";
        using HttpResponseMessage response = await _http.PostAsync(new Uri(query, UriKind.Relative), form, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return ReadAnswer((int)response.StatusCode, body);
    }

    private static SlsCredential ReadAnswer(int status, string body)
    {
        try
        {
            AssumedRoleBody? answer = JsonSerializer.Deserialize(body, CredentialJson.Default.AssumedRoleBody);
            return status == 200 && answer?.Credentials is { } credentials
                ? credentials.ToCredential("The token service")
                : throw new SlsCredentialException($"The token service refused the role with {status} {answer?.Code}: {answer?.Message}");
        }
        catch (JsonException broken)
        {
            throw new SlsCredentialException($"The token service answered with {status} and something else than a key.", broken);
        }
    }

    private static async Task<string> ReadTokenAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SlsCredentialException($"The token file named by {FileVariable} cannot be read: {error.Message}", error);
        }
    }

    private string? Read(string variable) => _read(variable)?.Trim() is { Length: > 0 } value ? value : null;
}
