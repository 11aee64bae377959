using System.Net;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Requests temporary credentials of a role from the token service (STS).</summary>
internal sealed class TokenService(HttpMessageHandler handler, Uri address, TimeProvider timeProvider) : IDisposable
{
    private const string DefaultHost = "sts.aliyuncs.com";

    private readonly HttpClient _http = CredentialHttp.CreateClient(handler, address);

    /// <summary>Gets or sets the action that receives the difference to the time of the service after it rejected a request.</summary>
    public Action<TimeSpan> OnClockOffset { get; init; } = _ => { };

    /// <summary>Creates the network handler for an address.</summary>
    public static SocketsHttpHandler CreateHandler(Uri address) =>
        CredentialHttp.CreateHandler(useProxy: !address.IsLoopback, TimeSpan.FromSeconds(10));

    /// <summary>Parses the address of the service; an empty text is the central one.</summary>
    /// <returns>A sentence that describes the error; null on success.</returns>
    public static string? ParseAddress(string? text, out Uri? address)
    {
        address = null;
        if (HttpAddress.Parse(string.IsNullOrEmpty(text) ? DefaultHost : text, "https", out HttpAddress? parsed) is { } problem)
        {
            return problem;
        }

        Uri uri = new($"{parsed!.Scheme}://{parsed.Authority}");
        if (parsed.UserInfo.Length > 0)
        {
            return $"The address has a user name or password before the host '{parsed.Host}'.";
        }

        if (parsed.Scheme == "http" && !uri.IsLoopback)
        {
            return "The scheme 'http' is not supported, because the response contains an access key.";
        }

        address = uri;
        return null;
    }

    /// <summary>Assumes a role with an access key, which signs the request.</summary>
    public Task<SlsCredential> AssumeRoleAsync(
        AssumedRoleOptions role, SlsCredential source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<string, string> query = CommonParameters("AssumeRole", now);
        query["AccessKeyId"] = source.AccessKeyId;
        query["SignatureMethod"] = "HMAC-SHA1";
        query["SignatureVersion"] = "1.0";
        if (source.SecurityToken is { } token)
        {
            query["SecurityToken"] = token;
        }

        Dictionary<string, string> form = new()
        {
            ["RoleArn"] = role.Arn,
            ["RoleSessionName"] = role.SessionName,
            ["DurationSeconds"] = ((long)role.Duration.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
        if (role.ExternalId.Length > 0)
        {
            form["ExternalId"] = role.ExternalId;
        }

        if (role.Policy.Length > 0)
        {
            form["Policy"] = role.Policy;
        }

        query["Signature"] = RpcSignature.Sign("POST", query.Concat(form), source.AccessKeySecret);
        return SendAsync(query, form, role.Arn, cancellationToken);
    }

    /// <summary>Assumes a role with an OIDC token. The request is not signed.</summary>
    public Task<SlsCredential> AssumeRoleWithOidcAsync(
        Dictionary<string, string> form, DateTimeOffset now, CancellationToken cancellationToken) =>
        SendAsync(CommonParameters("AssumeRoleWithOIDC", now), form, form["RoleArn"], cancellationToken);

    public void Dispose() => _http.Dispose();

    private static Dictionary<string, string> CommonParameters(string action, DateTimeOffset now) => new()
    {
        ["Action"] = action,
        ["Format"] = "JSON",
        ["Version"] = "2015-04-01",
        ["Timestamp"] = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["SignatureNonce"] = Guid.NewGuid().ToString("N"),
    };

    private async Task<SlsCredential> SendAsync(
        Dictionary<string, string> query, Dictionary<string, string> form, string role, CancellationToken cancellationToken)
    {
        using FormUrlEncodedContent content = new(form);
        string path = "/?" + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using HttpResponseMessage response =
            await _http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode && response.Headers.Date is { } serverTime)
        {
            // The time of the request can be the reason.
            OnClockOffset(serverTime - timeProvider.GetUtcNow());
        }

        return ReadResponse(response.StatusCode, body, role);
    }

    private static SlsCredential ReadResponse(HttpStatusCode status, string body, string role)
    {
        try
        {
            AssumedRoleBody? response = JsonSerializer.Deserialize(body, CredentialJson.Default.AssumedRoleBody);
            return status == HttpStatusCode.OK && response?.Credentials is { } credentials
                ? credentials.ToCredential("The token service")
                : throw new SlsCredentialException(
                    $"The token service rejected the request for the role '{role}' with status {(int)status} {response?.Code}: "
                    + WithoutRequest(response?.Message))
                {
                    IsKeyRejected = IsAboutKey(response?.Code),
                };
        }
        catch (JsonException)
        {
            // The exception can quote the response.
            throw new SlsCredentialException($"The response of the token service with status {(int)status} is not valid.");
        }
    }

    private static bool IsAboutKey(string? code) =>
        code is not null
        && (code.Contains("AccessKey", StringComparison.OrdinalIgnoreCase) || code.Contains("SecurityToken", StringComparison.OrdinalIgnoreCase));

    // The service repeats the signed request, with the security token in it, when a signature does not match.
    private static string WithoutRequest(string? message)
    {
        int request = message?.IndexOf("string to sign", StringComparison.OrdinalIgnoreCase) ?? -1;
        return request < 0 ? message ?? "" : message![..request].TrimEnd() + " ...";
    }
}
