using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SlsConnectionTests
{
    private readonly TestTimeProvider _timeProvider = new();

    // All spellings of SLS protocol 6.1 and 9.
    public static MatrixTheoryData<int, string> RejectedKeys => new(
        [400, 401, 403],
        [
            "SignatureNotMatch", "Unauthorized", "InvalidAccessKeyId", "InvalidAccessKeyId.NotFound", "invalidaccesskeyid.inactive",
            "SecurityToken.Expired", "SecurityTokenExpired", "securitytoken.malformed", "InvalidSecurityToken", "InvalidSecurityToken.Expired",
            "MissingSecurityToken",
        ]);

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
    public async Task Call_ClockIsCorrected_TheExpiryOfTheCredentialsIsJudgedByIt()
    {
        int fetches = 0;
        using DelegateCredentialProvider provider = new(
            _ =>
            {
                fetches++;
                return Task.FromResult(new SlsCredential("id", "s", "t", _timeProvider.GetUtcNow() - TimeSpan.FromHours(18)));
            },
            _timeProvider);
        StubHandler handler = new(
            _ =>
            {
                HttpResponseMessage answer = FaultHandler.Error(400, "RequestTimeExpired");
                answer.Headers.Date = _timeProvider.GetUtcNow() - TimeSpan.FromDays(1);
                return answer;
            },
            _ => StubHandler.Json(HttpStatusCode.OK, "[]"));
        using SlsConnection connection = Connect(handler, provider);

        for (int i = 0; i < 20; i++)
        {
            await Client(connection).ListShardsAsync(CancellationToken.None);
            _timeProvider.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, fetches);
    }

    [Theory]
    [MemberData(nameof(RejectedKeys))]
    public async Task Call_RejectedKey_IsRetriedOnceWithTheNextKeyWhateverTheStatus(int status, string code)
    {
        StubHandler handler = new(_ => FaultHandler.Error(status, code), _ => StubHandler.Json(HttpStatusCode.OK, "[]"));
        using SlsConnection connection = Connect(handler, new Rotating(new("id-1", "s", "token-1"), new("id-2", "s", "token-2")));

        await Client(connection).ListShardsAsync(CancellationToken.None);

        Assert.Equal("token-2", handler.Requests[1].Headers.GetValues("x-acs-security-token").Single());
    }

    [Theory]
    [InlineData(401, "ConsumerNotExsit")]
    [InlineData(401, "ShardReadQuotaExceed")]
    [InlineData(403, "ProjectForbidden")]
    [InlineData(403, "")]
    [InlineData(400, "MissAccessKeyId")]
    [InlineData(400, "ParameterInvalid")]
    public async Task Call_AnotherError_DoesNotAskForAnotherKey(int status, string code)
    {
        StubHandler handler = new(_ => FaultHandler.Error(status, code));
        using SlsConnection connection = Connect(handler, new Rotating(new("id-1", "s", "token-1"), new("id-2", "s", "token-2")));

        await Assert.ThrowsAsync<SlsException>(() => Client(connection).ListShardsAsync(CancellationToken.None));

        Assert.Single(handler.Requests);
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
        Assert.Null(SlsEndpoint.Parse("http://host.test", "proj", out SlsEndpoint? endpoint));
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
