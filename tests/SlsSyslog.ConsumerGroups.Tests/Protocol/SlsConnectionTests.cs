using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsConnectionTests
{
    private readonly TestTimeProvider _timeProvider = new();

    [Fact]
    public async Task HeartbeatAsync_Request_HasTheFormOfSls()
    {
        StubHandler handler = new(_ => StubHandler.Json(HttpStatusCode.OK, "[3,1]"));
        using SlsConnection connection = Connect(handler);

        int[] assigned = await Client(connection).HeartbeatAsync("group", "host 1@x/0", [0, 1], CancellationToken.None);

        HttpRequestMessage request = Assert.Single(handler.Requests);
        Assert.Equal([3, 1], assigned);
        Assert.Equal("[0,1]", handler.Bodies[0]);
        Assert.Equal(
            "http://proj.host.test/logstores/store/consumergroups/group?type=heartbeat&consumer=host%201%40x%2F0", request.RequestUri!.AbsoluteUri);
        Assert.Equal("proj.host.test", request.Headers.Host);
        Assert.Equal("0.6.0", request.Headers.GetValues("x-log-apiversion").Single());
        Assert.Equal("5", request.Headers.GetValues("x-log-bodyrawsize").Single());
        Assert.Equal("application/json", request.Content!.Headers.GetValues("Content-Type").Single());
        Assert.Equal(32, request.Content.Headers.GetValues("Content-MD5").Single().Length);
        Assert.StartsWith("LOG id:", request.Headers.GetValues("Authorization").Single(), StringComparison.Ordinal);
        Assert.Equal("test/1", request.Headers.UserAgent.ToString());
    }

    [Fact]
    public async Task Call_ErrorOfSls_ReportsOperationCodeAndRequestId()
    {
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.NotFound, """{"errorCode":"LogStoreNotExist","errorMessage":"logstore store does not exist","accessDeniedDetail":{}}"""));
        using SlsConnection connection = Connect(handler);

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Equal(("ListShards", 404, "LogStoreNotExist"), (exception.Operation, exception.StatusCode, exception.ErrorCode));
        Assert.Equal("5F0A6C9E8B7D4A3C2E1F0A9B", exception.RequestId);
        Assert.Contains("ListShards failed with 404 LogStoreNotExist", exception.Message, StringComparison.Ordinal);
        Assert.Contains("5F0A6C9E8B7D4A3C2E1F0A9B", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>Bad Gateway</html>")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    public async Task Call_ErrorOfAProxy_IsTransient(string body)
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent(body) });
        using SlsConnection connection = Connect(handler);

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Equal(SlsErrorKind.Transient, SlsErrors.Classify(exception));
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("null")]
    [InlineData("""{"shards":[]}""")]
    public async Task Call_SuccessWithInvalidJson_IsAProtocolError(string body)
    {
        StubHandler handler = new(_ => StubHandler.Json(HttpStatusCode.OK, body));
        using SlsConnection connection = Connect(handler);

        await Assert.ThrowsAsync<SlsProtocolException>(() => Client(connection).ListShardsAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Call_ClockIsWrong_CorrectsTheClockAndSignsAgain()
    {
        DateTimeOffset serverTime = _timeProvider.GetUtcNow() + TimeSpan.FromMinutes(30);
        StubHandler handler = new(
            _ =>
            {
                HttpResponseMessage answer = StubHandler.Json(
                    HttpStatusCode.BadRequest, """{"errorCode":"RequestTimeExpired","errorMessage":"too late"}""");
                answer.Headers.Date = serverTime;
                return answer;
            },
            _ => StubHandler.Json(HttpStatusCode.OK, "[]"));
        using SlsConnection connection = Connect(handler);

        await Client(connection).ListShardsAsync(CancellationToken.None);

        Assert.Equal(serverTime.ToString("r"), handler.Requests[1].Headers.GetValues("Date").Single());
    }

    [Fact]
    public async Task Call_RejectedKeyAndAnotherIsAvailable_IsRetriedOnceWithIt()
    {
        StubHandler handler = new(
            _ => StubHandler.Json(
                HttpStatusCode.Unauthorized, """{"errorCode":"SecurityToken.Expired","errorMessage":"token token-1 has expired"}"""),
            _ => StubHandler.Json(HttpStatusCode.OK, "[]"));
        using SlsConnection connection = Connect(handler, new Rotating(new("id-1", "s", "token-1"), new("id-2", "s", "token-2")));

        await Client(connection).ListShardsAsync(CancellationToken.None);

        Assert.Equal("token-2", handler.Requests[1].Headers.GetValues("x-acs-security-token").Single());
    }

    [Fact]
    public async Task Call_RejectedKey_IsReportedWithoutTheToken()
    {
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.Unauthorized, """{"errorCode":"SignatureNotMatch","errorMessage":"x-acs-security-token:token-1 does not match"}"""));
        using SlsConnection connection = Connect(handler, new Rotating(new SlsCredential("id", "secret", "token-1")));

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.DoesNotContain("token-1", exception.ToString(), StringComparison.Ordinal);
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task Call_NoResponse_IsTransientAndReportsTheOperation()
    {
        StubHandler handler = new(_ => throw new HttpRequestException("connection refused"));
        using SlsConnection connection = Connect(handler);

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Contains("ListShards received no response from SLS: connection refused", exception.Message, StringComparison.Ordinal);
        Assert.Equal(SlsErrorKind.Transient, SlsErrors.Classify(exception));
    }

    [Fact]
    public async Task Call_ConnectionTimesOut_IsTransientAndNotACancellation()
    {
        using SocketsHttpHandler handler = new()
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(50),
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                throw new InvalidOperationException("It was cancelled.");
            },
        };
        using SlsConnection connection = Connect(handler);

        SlsException exception = await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Equal(("ListShards", 0), (exception.Operation, exception.StatusCode));
        Assert.Equal(SlsErrorKind.Transient, SlsErrors.Classify(exception));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_CredentialProviderFails_IsACredentialError(bool asCancellation)
    {
        using SlsConnection connection = Connect(new StubHandler(_ => StubHandler.Json(HttpStatusCode.OK, "[]")), new Failing(asCancellation));

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(
            () => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Contains("the vault is sealed", exception.Message, StringComparison.Ordinal);
    }

    private SlsClient Client(SlsConnection connection) => new(connection, "store", _timeProvider);

    private SlsConnection Connect(HttpMessageHandler handler, ISlsCredentialProvider? credentials = null)
    {
        Assert.True(SlsEndpoint.TryParse("http://host.test", "proj", out SlsEndpoint? endpoint));
        return new SlsConnection(
            endpoint!,
            new SignatureV1(),
            credentials ?? new StaticCredentialProvider(new SlsCredential("id", "secret")),
            new SlsClock(_timeProvider),
            "test/1",
            handler);
    }

    private sealed class Failing(bool asCancellation) : ISlsCredentialProvider
    {
        // An HttpClient reports its timeout as a cancellation.
        public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) =>
            throw (asCancellation ? new TaskCanceledException("the vault is sealed") : new InvalidOperationException("the vault is sealed"));
    }

    private sealed class Rotating(params SlsCredential[] credentials) : ISlsCredentialProvider
    {
        private int _next;

        public ValueTask<SlsCredential> GetAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(credentials[Math.Min(_next++, credentials.Length - 1)]);
    }
}
