namespace SlsSyslog.ConsumerGroups;

/// <summary>Creates the HTTP clients of the metadata service and the token service.</summary>
internal static class CredentialHttp
{
    private const int MaxResponseBytes = 256 * 1024;

    /// <summary>Creates a handler. A redirect is not followed: it could send a token to another host.</summary>
    public static SocketsHttpHandler CreateHandler(bool useProxy, TimeSpan connectTimeout) =>
        new() { UseProxy = useProxy, ConnectTimeout = connectTimeout, AllowAutoRedirect = false, UseCookies = false };

    public static HttpClient CreateClient(HttpMessageHandler handler, Uri? address) =>
        new(handler) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxResponseBytes };
}
