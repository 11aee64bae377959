using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SlsSyslog.ConsumerGroups;

// Signs requests, sends them, and turns everything but a plain success into a SlsException. Safe for use from several threads.
internal sealed class SlsConnection : IDisposable
{
    private const string ApiVersion = "0.6.0";
    private const int MaxErrorBytes = 64 * 1024;

    private readonly HttpClient _http;
    private readonly SlsEndpoint _endpoint;
    private readonly IRequestSigner _signer;
    private readonly ISlsCredentialProvider _credentials;
    private readonly SlsClock _clock;
    private readonly string _userAgent;

    // Owns the handler.
    public SlsConnection(
        SlsEndpoint endpoint, IRequestSigner signer, ISlsCredentialProvider credentials, SlsClock clock, string userAgent, HttpMessageHandler handler)
    {
        _endpoint = endpoint;
        _signer = signer;
        _credentials = credentials;
        _clock = clock;
        _userAgent = userAgent;

        // Each call has its own deadline, and a pull's body may take longer than any that fits all.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    // Decompression, redirects and cookies would each change what was signed or what is to be decoded. Idle connections are closed
    // before servers do it (they do after about a minute), and renewed now and then so that a change of address is noticed.
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

    // Reads a whole answer of JSON.
    public async Task<T> CallAsync<T>(SlsRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonSerializer.Deserialize(body, type)
                ?? throw new SlsProtocolException($"{request.Operation} was answered with null.");
        }
        catch (JsonException broken)
        {
            throw new SlsProtocolException($"{request.Operation} was answered with something else than the JSON of SLS.", broken);
        }
    }

    // For operations whose answer is empty.
    public async Task CallAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await OpenAsync(request, cancellationToken).ConfigureAwait(false);
        await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
    }

    // Gives a response with status 200 whose body is still to be read. A rejected clock or key is mended and tried once more at once.
    public async Task<HttpResponseMessage> OpenAsync(SlsRequest request, CancellationToken cancellationToken)
    {
        SlsCredential credential = await GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TryOpenAsync(request, credential, cancellationToken).ConfigureAwait(false);
        }
        catch (SlsException error) when (SlsErrors.Classify(error) == SlsErrorKind.Clock && error.ServerTime is { } serverTime)
        {
            _clock.Learn(serverTime);
        }
        catch (SlsException error) when (error.StatusCode == 401)
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

    // A provider may be the user's own code: whatever it throws, credentials are what is missing, and they are asked for again.
    private async ValueTask<SlsCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _credentials.GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not SlsCredentialException && !cancellationToken.IsCancellationRequested)
        {
            throw new SlsCredentialException($"{_credentials.GetType().Name} failed: {error.Message}", error);
        }
    }

    private async Task<HttpResponseMessage> TryOpenAsync(SlsRequest request, SlsCredential credential, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = CreateMessage(request, credential);
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException error)
        {
            throw Unanswered(request, error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody asked for that: connecting took too long, which the handler tells as a cancellation.
            throw Unanswered(request, error.InnerException ?? error);
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
        SortedDictionary<string, string> headers = new(StringComparer.Ordinal)
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

        HttpRequestMessage message = new(request.Method, _endpoint.Address + request.ToPathAndQuery());
        if (request.Body.Length > 0)
        {
            headers["content-type"] = "application/json";
            message.Content = new ByteArrayContent(request.Body);
        }

        _signer.Sign(request, headers, credential, _clock.Now);
        foreach ((string name, string value) in headers)
        {
            // As they stand: the typed properties would write some of them in another form than the one signed.
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

    private static async Task<byte[]> ReadAsync(SlsRequest request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Unanswered(request, error);
        }
    }

    // Proxies answer with HTML: what is no error of SLS is told by its status alone.
    private static async Task<SlsException> ReadErrorAsync(
        SlsRequest request, HttpResponseMessage response, SlsCredential credential, CancellationToken cancellationToken)
    {
        SlsErrorBody? body = null;
        try
        {
            if (response.Content.Headers.ContentLength is null or <= MaxErrorBytes)
            {
                byte[] bytes = await ReadAsync(request, response, cancellationToken).ConfigureAwait(false);
                body = JsonSerializer.Deserialize(bytes, SlsJson.Default.SlsErrorBody);
            }
        }
        catch (JsonException)
        {
            // Not from SLS: told below.
        }

        string text = body?.ErrorMessage ?? $"the answer is no error of SLS ({response.Content.Headers.ContentType?.MediaType ?? "no content type"})";

        // A rejected signature can be answered with the text that was signed, token and all.
        if (credential.SecurityToken is { Length: > 0 } token)
        {
            text = text.Replace(token, "***", StringComparison.Ordinal);
        }

        return new SlsException(request.Operation, (int)response.StatusCode, body?.ErrorCode ?? "", text, SlsHeaders.RequestId(response))
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
            ServerTime = response.Headers.Date,
        };
    }

    private static SlsException Unanswered(SlsRequest request, Exception error) =>
        new(request.Operation, 0, "", error.Message, requestId: null, error);
}
