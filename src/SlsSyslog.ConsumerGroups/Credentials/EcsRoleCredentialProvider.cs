using System.Net;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// The role of the ECS instance that this process runs on, from the metadata service (IMDSv2, then version 1 unless
/// <c>ALIBABA_CLOUD_IMDSV1_DISABLED</c> is true). Refreshed ahead of expiry; a refresh that fails keeps the old key while it lasts.
/// <c>ALIBABA_CLOUD_ECS_METADATA</c> names the role, <c>ALIBABA_CLOUD_ECS_METADATA_DISABLED</c> turns the provider off.
/// </summary>
public sealed class EcsRoleCredentialProvider : ISlsCredentialProvider, IRejectedCredentialHandler, IDisposable
{
    internal const string DisabledVariable = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
    private const string RoleVariable = "ALIBABA_CLOUD_ECS_METADATA";
    private const string Version1DisabledVariable = "ALIBABA_CLOUD_IMDSV1_DISABLED";
    private const string RolePath = "/latest/meta-data/ram/security-credentials/";
    private const int TokenLifeSeconds = 21600;

    private static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(3);

    private readonly RefreshingCredential _refreshing;
    private readonly HttpClient _http;
    private readonly Func<string, string?> _read;
    private readonly string? _role;
    private readonly TimeProvider _time;

    /// <summary>Makes a provider. Touches no network.</summary>
    /// <param name="timeProvider">The clock that tells when a key expires.</param>
    /// <param name="role">The role; null to take it from the environment or ask the metadata service.</param>
    public EcsRoleCredentialProvider(TimeProvider timeProvider, string? role = null)
        : this(timeProvider, role, Environment.GetEnvironmentVariable, new SocketsHttpHandler { UseProxy = false, ConnectTimeout = CallDeadline }, new Uri("http://100.100.100.200"))
    {
    }

    internal EcsRoleCredentialProvider(TimeProvider timeProvider, string? role, Func<string, string?> read, HttpMessageHandler handler, Uri address)
    {
        _time = timeProvider;
        _read = read;
        _role = role ?? read(RoleVariable);
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        _refreshing = new RefreshingCredential(FetchAsync, timeProvider);
    }

    /// <inheritdoc/>
    /// <exception cref="SlsCredentialException">The instance has no role, or the metadata service does not answer.</exception>
    public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) => _refreshing.GetAsync(cancellationToken);

    /// <inheritdoc/>
    public void OnRejected(SlsCredential credential) => _refreshing.OnRejected(credential);

    /// <summary>Closes the connection to the metadata service.</summary>
    public void Dispose()
    {
        _refreshing.Dispose();
        _http.Dispose();
    }

    private async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        if (IsTrue(DisabledVariable))
        {
            throw new SlsCredentialException($"The role of the ECS instance is not used, since {DisabledVariable} is set.");
        }

        string? token = await TryGetTokenAsync(cancellationToken).ConfigureAwait(false);
        string role = _role is { Length: > 0 } configured ? configured : await GetAsync(RolePath, token, cancellationToken).ConfigureAwait(false);
        string body = await GetAsync(RolePath + Uri.EscapeDataString(role.Trim()), token, cancellationToken).ConfigureAwait(false);
        try
        {
            RoleCredentialBody? answer = JsonSerializer.Deserialize(body, CredentialJson.Default.RoleCredentialBody);
            return answer is { Code: "Success" }
                ? answer.ToCredential("The metadata service")
                : throw new SlsCredentialException($"The metadata service refused the key of role {role.Trim()} (code {answer?.Code}).");
        }
        catch (JsonException broken)
        {
            throw new SlsCredentialException("The metadata service answered with something else than a key.", broken);
        }
    }

    // Null to go on with version 1.
    private async Task<string?> TryGetTokenAsync(CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, "/latest/api/token");
        request.Headers.Add("X-aliyun-ecs-metadata-token-ttl-seconds", TokenLifeSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            return await SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or SlsCredentialException && !IsTrue(Version1DisabledVariable))
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
        using Deadline deadline = new(CallDeadline, _time, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, deadline.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                throw new SlsCredentialException("The ECS instance has no RAM role; attach one, or give credentials another way.");
            }

            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsStringAsync(deadline.Token).ConfigureAwait(false)
                : throw new SlsCredentialException($"The metadata service answered with {(int)response.StatusCode}.");
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            throw new SlsCredentialException("The metadata service of ECS does not answer; this is perhaps no ECS instance.");
        }
    }

    private bool IsTrue(string variable) => bool.TryParse(_read(variable), out bool value) && value;
}
