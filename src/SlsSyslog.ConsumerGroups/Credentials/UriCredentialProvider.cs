using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>
/// Provides credentials from an HTTP service, for example a local agent, that responds to a GET request with an access key as JSON. They are
/// renewed before they expire; after a failed renewal the existing credentials are used until SLS rejects them.
/// </summary>
/// <remarks>
/// The response has the form of the ECS metadata service: <c>AccessKeyId</c>, <c>AccessKeySecret</c>, <c>SecurityToken</c>, <c>Expiration</c>
/// and optionally <c>Code</c>, which is then <c>Success</c>.
/// </remarks>
public sealed class UriCredentialProvider : RefreshingCredentialProvider
{
    internal const string Variable = "ALIBABA_CLOUD_CREDENTIALS_URI";
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly Func<string, string?> _read;
    private readonly string? _uri;

    // Plain HTTP is for local services, and does not go through a proxy.
    private readonly HttpClient _http = CreateClient(useProxy: false);
    private readonly HttpClient _https = CreateClient(useProxy: true);

    /// <summary>Initializes a new instance of the <see cref="UriCredentialProvider"/> class. Performs no I/O.</summary>
    /// <param name="timeProvider">The provider of the time, which determines when credentials expire.</param>
    /// <param name="uri">
    /// The address of the service, or <see langword="null"/> to use the environment variable <c>ALIBABA_CLOUD_CREDENTIALS_URI</c>.
    /// </param>
    /// <exception cref="ArgumentException">The address is not an absolute HTTP or HTTPS address.</exception>
    public UriCredentialProvider(TimeProvider timeProvider, Uri? uri = null)
        : this(timeProvider, uri?.OriginalString, Environment.GetEnvironmentVariable)
    {
        if (uri is not null && !TryParse(uri.OriginalString, out _))
        {
            throw new ArgumentException("The address is not an absolute HTTP or HTTPS address.", nameof(uri));
        }
    }

    internal UriCredentialProvider(TimeProvider timeProvider, string? uri, Func<string, string?> read)
        : base(timeProvider)
    {
        _uri = uri;
        _read = read;
    }

    internal bool IsConfigured => Address is not null;

    private string? Address => string.IsNullOrEmpty(_uri) ? CredentialVariables.Read(_read, Variable) : _uri;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _http.Dispose();
            _https.Dispose();
        }
    }

    internal static bool TryParse(string text, [NotNullWhen(true)] out Uri? uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    private static HttpClient CreateClient(bool useProxy) =>
        CredentialHttp.CreateClient(CredentialHttp.CreateHandler(useProxy, ConnectTimeout), null);

    // The address can contain a secret, so that errors name the host only.
    private protected override async Task<SlsCredential> FetchAsync(CancellationToken cancellationToken)
    {
        if (Address is not { } text || !TryParse(text, out Uri? uri))
        {
            throw new SlsCredentialException($"The address of the credential service is not valid. Set the environment variable {Variable}.");
        }

        string service = $"The credential service on '{uri.Host}'";
        HttpClient http = uri.Scheme == "https" ? _https : _http;
        try
        {
            using HttpResponseMessage response = await http.GetAsync(uri, cancellationToken).ConfigureAwait(false);
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw new SlsCredentialException($"{service} returned status {(int)response.StatusCode}.");
            }

            RoleCredentialBody? credential = JsonSerializer.Deserialize(body, CredentialJson.Default.RoleCredentialBody);
            return credential is { Code: null or "Success" }
                ? credential.ToCredential(service)
                : throw new SlsCredentialException($"{service} did not return an access key (code {credential?.Code}).");
        }
        catch (JsonException)
        {
            // The exception can quote the response.
            throw new SlsCredentialException($"The response of the credential service on '{uri.Host}' is not valid.");
        }
        catch (HttpRequestException exception)
        {
            throw new SlsCredentialException($"{service} does not respond. {ErrorReason.Of(exception)}.", exception);
        }
    }
}
