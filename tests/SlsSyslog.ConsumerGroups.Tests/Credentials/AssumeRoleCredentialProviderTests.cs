namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class AssumeRoleCredentialProviderTests
{
    private readonly TestTimeProvider _timeProvider = new();

    [Fact]
    public async Task GetAsync_Role_IsAssumedWithASignedRequest()
    {
        await using LoopbackService service = await StartAsync();
        AssumedRoleOptions role = new()
        {
            Arn = "acs:ram::1:role/siem",
            SessionName = "forwarder",
            ExternalId = "customer-7",
            Policy = """{"Version":"1","Statement":[]}""",
            Duration = TimeSpan.FromMinutes(30),
        };
        using AssumeRoleCredentialProvider provider = Provide(service, new StaticCredentialProvider(new SlsCredential("id", "secret")), role);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(("id-1", "secret-1", "token-1"), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
        LoopbackRequest request = Assert.Single(service.Requests);
        Assert.Equal(
            ("POST", "AssumeRole", "id", "acs:ram::1:role/siem", "forwarder"),
            (request.Method, request["Action"], request["AccessKeyId"], request["RoleArn"], request["RoleSessionName"]));
        Assert.Equal(("customer-7", role.Policy, "1800"), (request["ExternalId"], request["Policy"], request["DurationSeconds"]));
        Assert.Equal(SignatureOf(request, "secret"), request["Signature"]);
        Assert.False(request.Parameters.ContainsKey("SecurityToken"));
    }

    [Fact]
    public async Task GetAsync_RoleOfARole_IsAssumedWithTheCredentialsOfTheFirst()
    {
        await using LoopbackService service = await StartAsync();
        StaticCredentialProvider key = new(new SlsCredential("id", "secret"));
        using AssumeRoleCredentialProvider first = Provide(service, key, Role("acs:ram::1:role/hub"));
        using AssumeRoleCredentialProvider second = Provide(service, first, Role("acs:ram::2:role/spoke"));

        SlsCredential credential = await second.GetAsync(CancellationToken.None);

        Assert.Equal("id-2", credential.AccessKeyId);
        LoopbackRequest request = service.Requests.Last();
        Assert.Equal(("id-1", "token-1", "acs:ram::2:role/spoke"), (request["AccessKeyId"], request["SecurityToken"], request["RoleArn"]));
        Assert.Equal(SignatureOf(request, "secret-1"), request["Signature"]);
    }

    [Fact]
    public async Task GetAsync_SignatureIsRejected_TheErrorNamesTheRoleAndNoSecret()
    {
        await using LoopbackService service = await LoopbackService.StartAsync(request => (
            400,
            $$"""{"Code":"SignatureDoesNotMatch","Message":"not matched. server string to sign is:POST&%2F&{{request["SecurityToken"]}}"}"""));
        StaticCredentialProvider key = new(new SlsCredential("id", "the-secret", "the-token"));
        using AssumeRoleCredentialProvider provider = Provide(service, key, Role("acs:ram::1:role/siem"));

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains("'acs:ram::1:role/siem' with status 400 SignatureDoesNotMatch: not matched", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("the-token", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "the-secret", "The response of the token service with status 200 is not valid.")]
    [InlineData(502, "<html>the-secret", "The response of the token service with status 502 is not valid.")]
    [InlineData(200, """{"Credentials":{"AccessKeySecret":"the-secret"}}""", "The token service did not return a complete access key.")]
    [InlineData(200, """{"Credentials":"the-secret"}""", "The response of the token service with status 200 is not valid.")]
    [InlineData(403, """{"Code":"NoPermission","Message":"no"}""", "rejected the request for the role 'acs:ram::1:role/siem' with status 403")]
    public async Task GetAsync_ServiceFails_ReportsItWithoutASecret(int status, string body, string expected)
    {
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (status, body));
        StaticCredentialProvider key = new(new SlsCredential("id", "the-secret"));
        using AssumeRoleCredentialProvider provider = Provide(service, key, Role("acs:ram::1:role/siem"));

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_BeforeTheExpiry_RoleIsAssumedAgainAndTheOldKeyIsUsedWhileTheServiceFails()
    {
        int number = 0;
        bool fails = false;
        await using LoopbackService service = await LoopbackService.StartAsync(_ => Volatile.Read(ref fails)
            ? (500, """{"Code":"InternalError","Message":"busy"}""")
            : (200, Body(++number, _timeProvider.GetUtcNow() + TimeSpan.FromHours(1))));
        StaticCredentialProvider key = new(new SlsCredential("id", "secret"));
        using AssumeRoleCredentialProvider provider = Provide(service, key, Role("acs:ram::1:role/siem"));
        Assert.Equal("id-1", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);

        Volatile.Write(ref fails, true);
        _timeProvider.Advance(TimeSpan.FromMinutes(50));
        await Eventually.TrueAsync(async () =>
        {
            Assert.Equal("id-1", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
            return ((IRefreshingProvider)provider).RefreshError?.Message.Contains("busy", StringComparison.Ordinal) == true;
        });

        Volatile.Write(ref fails, false);
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(async () => (await provider.GetAsync(CancellationToken.None)).AccessKeyId == "id-2");
        Assert.Null(((IRefreshingProvider)provider).RefreshError);
    }

    [Fact]
    public async Task GetAsync_TokenOfTheFirstRoleIsRejected_IsRequestedAgain()
    {
        int keys = 0;
        using DelegateCredentialProvider source = new(
            _ => Task.FromResult(new SlsCredential($"key-{Interlocked.Increment(ref keys)}", "s", "t", _timeProvider.GetUtcNow().AddHours(1))),
            _timeProvider);
        await using LoopbackService service = await LoopbackService.StartAsync(request => request["AccessKeyId"] == "key-1"
            ? (404, """{"Code":"InvalidSecurityToken.Expired","Message":"expired"}""")
            : (200, Body(1)));
        using AssumeRoleCredentialProvider provider = Provide(service, source, Role("acs:ram::1:role/siem"));

        await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        _timeProvider.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("id-1", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
    }

    [Theory]
    [InlineData("http://sts.aliyuncs.com")]
    [InlineData("https://user:secret@sts.aliyuncs.com")]
    [InlineData("sts.aliyuncs.com/path")]
    public void Constructor_AddressThatIsNotSafe_IsRefusedWithoutAPassword(string endpoint)
    {
        StaticCredentialProvider key = new(new SlsCredential("id", "secret"));

        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => new AssumeRoleCredentialProvider(key, Role("acs:ram::1:role/siem"), _timeProvider, endpoint));

        Assert.DoesNotContain("user:secret", exception.Message, StringComparison.Ordinal);
    }

    private static AssumedRoleOptions Role(string arn) => new() { Arn = arn };

    private static string SignatureOf(LoopbackRequest request, string secret) =>
        RpcSignature.Sign("POST", request.Parameters.Where(pair => pair.Key != "Signature"), secret);

    private static string Body(int number, DateTimeOffset? expiry = null) => $$"""
        {"RequestId":"r","Credentials":{"AccessKeyId":"id-{{number}}","AccessKeySecret":"secret-{{number}}",
         "SecurityToken":"token-{{number}}","Expiration":"{{expiry ?? new(2027, 1, 15, 9, 9, 10, TimeSpan.Zero):yyyy-MM-ddTHH:mm:ssZ}}"} }
        """;

    private static Task<LoopbackService> StartAsync()
    {
        int number = 0;
        return LoopbackService.StartAsync(_ => (200, Body(Interlocked.Increment(ref number))));
    }

    private AssumeRoleCredentialProvider Provide(LoopbackService service, ISlsCredentialProvider source, AssumedRoleOptions role) =>
        new(source, role, _timeProvider, service.Address);
}
