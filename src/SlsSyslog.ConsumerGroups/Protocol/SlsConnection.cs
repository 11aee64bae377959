using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json;

namespace SlsSyslog.ConsumerGroups;

/// <summary>Signs and sends requests. Throws an <see cref="SlsException"/> for every response other than 200. Safe for concurrent use.</summary>
internal sealed class SlsConnection : IDisposable
{
    private const string ApiVersion = "0.6.0";
    private const int HeaderCapacity = 12;

    private readonly HttpClient _http;
    private readonly SlsEndpoint _endpoint;
    private readonly IRequestSigner _signer;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SlsClock _clock;
    private readonly string _userAgent;

    /// <summary>Initializes a new instance of the <see cref="SlsConnection"/> class, which owns the handler.</summary>
    public SlsConnection(
        SlsEndpoint endpoint, IRequestSigner signer, ISlsCredentialProvider credentials, SlsClock clock, string userAgent, HttpMessageHandler handler)
    {
        _endpoint = endpoint;
        _signer = signer;
        _credentials = credentials;
        _clock = clock;
        _userAgent = userAgent;

        // Each call sets a deadline. The body of a pull can take longer than any common timeout.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        (credentials as IRefreshingProvider)?.OnClockOffset(clock.Offset);
    }

    /// <summary>Gets or sets the action that receives the result of the last refresh of the credentials with each request.</summary>
    public Action<SlsCredentialException?> CredentialsRefreshed { get; init; } = _ => { };

    /// <summary>Gets or sets the action that receives the credentials of each request.</summary>
    public Action<SlsCredential> CredentialUsed { get; init; } = _ => { };

    /// <summary>
    /// Creates the network handler. Decompression, redirects and cookies are disabled, because they change what was signed or what is to be
    /// decoded. Idle connections are closed before servers close them, which is after about a minute. Connections are renewed regularly, so
    /// that a change of address takes effect.
    /// </summary>
    public static SocketsHttpHandler CreateHandler(SlsEndpoint endpoint, IWebProxy? proxy) => new()
    {
        UseProxy = !endpoint.IsLocal,
        Proxy = proxy,
        AutomaticDecompression = DecompressionMethods.None,
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <summary>Sends a request and deserializes the JSON response.</summary>
    public async Task<T> CallAsync<T>(SlsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await ResponseBody.ReadAsync(request, response, ResponseBody.MaxJsonBytes, cancellationToken).ConfigureAwait(false);
        return ResponseBody.Deserialize(request, body, type);
    }

    /// <summary>Sends a request whose response is empty.</summary>
    public async Task CallAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await ResponseBody.ReadAsync(request, response, ResponseBody.MaxJsonBytes, cancellationToken).ConfigureAwait(false);
        ResponseBody.EnsureSuccess(request, response, body);
    }

    /// <summary>
    /// Sends a request and returns a response with status 200 before its body is read. If SLS rejects the time or the access key, the clock
    /// is corrected or another credential is requested, and the request is sent again once.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<HttpResponseMessage> OpenAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        SlsCredential credential = await GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TryOpenAsync(request, credential, cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException exception) when (SlsErrors.Classify(exception) == SlsErrorKind.Clock && exception.ServerTime is { } serverTime)
        {
            _clock.Learn(serverTime);
            (_credentials as IRefreshingProvider)?.OnClockOffset(_clock.Offset);
        }
        catch (SlsException exception) when (SlsErrors.IsKeyRejected(exception))
        {
            (_credentials as IRejectedCredentialHandler)?.OnRejected(credential);
            SlsCredential other = await GetCredentialAsync(cancellationToken).ConfigureAwait(false);
            if (AreSame(other, credential))
            {
                throw;
            }

            credential = other;
        }

        return await TryOpenAsync(request, credential, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();

    // A provider can be custom code. Any exception means that there are no credentials, and they are requested again later.
    private async ValueTask<SlsCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        try
        {
            SlsCredential credential = await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
            CredentialUsed(credential);
            if (_credentials is IRefreshingProvider refreshing)
            {
                CredentialsRefreshed(refreshing.RefreshError);
            }

            return credential;
        }
        catch (Exception exception) when (exception is not SlsCredentialException && !cancellationToken.IsCancellationRequested)
        {
            throw new SlsCredentialException($"{_credentials.GetType().Name} failed: {ErrorReason.Of(exception)}", exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<HttpResponseMessage> TryOpenAsync(SlsRequest request, SlsCredential credential, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = CreateMessage(request, credential);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw NoResponse(request, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Connecting timed out, which the handler reports as a cancellation.
            throw NoResponse(request, exception.InnerException ?? exception);
        }

        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response;
        }

        using (response)
        {
            throw await ReadErrorAsync(request, response, credential, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool AreSame(SlsCredential one, SlsCredential other) =>
        one.AccessKeyId == other.AccessKeyId && one.AccessKeySecret == other.AccessKeySecret && one.SecurityToken == other.SecurityToken;

    private HttpRequestMessage CreateMessage(SlsRequest request, SlsCredential credential)
    {
        SortedList<string, string> headers = new(HeaderCapacity, StringComparer.Ordinal)
        {
            ["host"] = _endpoint.Host,
            ["user-agent"] = _userAgent,
            ["x-log-apiversion"] = ApiVersion,
            ["x-log-bodyrawsize"] = request.Body.Length.ToString(CultureInfo.InvariantCulture),
        };
        foreach ((string name, string value) in request.Headers)
        {
            headers[name] = value;
        }

        HttpRequestMessage message = new(request.Method, request.ToUrl(_endpoint.Address));
        if (request.Body.Length > 0)
        {
            headers["content-type"] = "application/json";
            message.Content = new ByteArrayContent(request.Body);
        }

        _signer.Sign(request, headers, credential, _clock.Now);
        foreach ((string name, string value) in headers)
        {
            // Without validation: the typed properties would change the form of some headers, and with it what was signed.
            if (name.StartsWith("content-", StringComparison.Ordinal))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
            else
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    // Proxies return HTML. A response that is not an error of SLS is reported by its status.
    private static async Task<SlsException> ReadErrorAsync(
        SlsRequest request, HttpResponseMessage response, SlsCredential credential, CancellationToken cancellationToken)
    {
        SlsErrorBody? body = null;
        try
        {
            byte[] bytes = await ResponseBody.ReadAsync(request, response, ResponseBody.MaxErrorBytes, cancellationToken).ConfigureAwait(false);
            body = JsonSerializer.Deserialize(bytes, SlsJson.Default.SlsErrorBody);
        }
        catch (Exception exception) when (exception is JsonException or SlsProtocolException)
        {
            // Not from SLS: reported below.
        }

        string text = body?.ErrorMessage
            ?? $"the response is not an error of SLS ({response.Content.Headers.ContentType?.MediaType ?? "no content type"})";

        // The response to a rejected signature can repeat the text that was signed, which includes the token.
        if (credential.SecurityToken is { Length: > 0 } token)
        {
            text = text.Replace(token, "***", StringComparison.Ordinal);
        }

        return new SlsException(request.Operation, (int)response.StatusCode, body?.ErrorCode ?? "", text, ResponseHeaders.RequestId(response))
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
            ServerTime = response.Headers.Date,
        };
    }

    private static SlsException NoResponse(SlsRequest request, Exception exception)
    {
        string reason = ErrorReason.Of(exception);
        string hint = reason.Contains("frame size", StringComparison.Ordinal)
            ? ". The server does not respond with TLS. If the port is for plain HTTP, specify http:// in the endpoint"
            : "";
        return new SlsException(request.Operation, 0, "", reason + hint, requestId: null, exception);
    }
}
