using System.Net;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides the credentials of the RAM role of the ECS instance, from the metadata service. Credentials are refreshed before they expire;
/// after a failed refresh the existing credentials are used until SLS rejects them.
/// </summary>
/// <remarks>
/// The provider uses version 2 of the metadata service, and then version 1 unless <c>ALIBABA_CLOUD_IMDSV1_DISABLED</c> is true.
/// <c>ALIBABA_CLOUD_ECS_METADATA</c> specifies the role. <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> disables the provider.
/// </remarks>
public sealed class EcsRoleCredentialProvider : RefreshingCredentialProvider
{
    internal const string DisabledVariable = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
    private const string RoleVariable = "ALIBABA_CLOUD_ECS_METADATA";
    private const string Version1DisabledVariable = "ALIBABA_CLOUD_IMDSV1_DISABLED";
    private const string RolePath = "/latest/meta-data/ram/security-credentials/";
    private const int TokenLifeSeconds = 21600;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);

    private readonly HttpClient _http;
    private readonly Func<string, string?> _read;
    private readonly string? _role;
    private readonly TimeProvider _timeProvider;

    /// <summary>Initializes a new instance of the <see cref="EcsRoleCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="role">The name of the role, or <see langword="null"/> to use the variable or to ask the metadata service.</param>
    public EcsRoleCredentialProvider(TimeProvider timeProvider, string? role = null)
        : this(
            timeProvider,
            role,
            Environment.GetEnvironmentVariable,
            CredentialHttp.CreateHandler(useProxy: false, CallTimeout),
            new Uri("http://100.100.100.200"))
    {
    }

    internal EcsRoleCredentialProvider(TimeProvider timeProvider, string? role, Func<string, string?> read, HttpMessageHandler handler, Uri address)
        : base(timeProvider)
    {
        _timeProvider = timeProvider;
        _read = read;
        _role = role ?? read(RoleVariable);
        _http = CredentialHttp.CreateClient(handler, address);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _http.Dispose();
        }
    }

    private protected override async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        if (IsTrue(DisabledVariable))
        {
            throw new SlsCredentialException($"The RAM role of the ECS instance is disabled by {DisabledVariable}.") { IsNotConfigured = true };
        }

        string? token = await TryGetTokenAsync(cancellationToken).ConfigureAwait(false);
        string role = _role is { Length: > 0 } configured ? configured : await GetAsync(RolePath, token, cancellationToken).ConfigureAwait(false);
        string body = await GetAsync(RolePath + Uri.EscapeDataString(role.Trim()), token, cancellationToken).ConfigureAwait(false);
        try
        {
            RoleCredentialBody? response = JsonSerializer.Deserialize(body, CredentialJson.Default.RoleCredentialBody);
            return response is { Code: "Success" }
                ? response.ToCredential("The metadata service")
                : throw new SlsCredentialException(
                    $"The metadata service did not return an access key for role {role.Trim()} (code {response?.Code}).");
        }
        catch (JsonException)
        {
            // The exception can quote the response.
            throw new SlsCredentialException("The response of the metadata service is not valid.");
        }
    }

    // Null to continue with version 1.
    private async Task<string?> TryGetTokenAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/latest/api/token");
        request.Headers.Add("X-aliyun-ecs-metadata-token-ttl-seconds", TokenLifeSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            return (await SendAsync(request, cancellationToken).ConfigureAwait(false)).Trim();
        }
        catch (SlsCredentialException) when (!IsTrue(Version1DisabledVariable))
        {
            return null;
        }
    }

    private async Task<string> GetAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (token is not null)
        {
            request.Headers.Add("X-aliyun-ecs-metadata-token", token);
        }

        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using Deadline deadline = new(CallTimeout, _timeProvider, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, deadline.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                throw new SlsCredentialException("The ECS instance does not have a RAM role. Attach one, or configure other credentials.")
                {
                    IsNotConfigured = true,
                };
            }

            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false)
                : throw new SlsCredentialException($"The metadata service returned status {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw NoResponse("");
        }
        catch (HttpRequestException exception)
        {
            throw NoResponse($" {ErrorReason.Of(exception)}.", exception);
        }
    }

    private static SlsCredentialException NoResponse(string reason, Exception? exception = null) =>
        new("The ECS metadata service does not respond. This host might not be an ECS instance." + reason, exception) { IsNotConfigured = true };

    private bool IsTrue(string variable) => bool.TryParse(_read(variable), out bool value) && value;
}
