namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class UriCredentialProviderTests
{
    private const string Body =
        """{"Code":"Success","AccessKeyId":"STS.N","AccessKeySecret":"secret","SecurityToken":"CAIS","Expiration":"2026-01-15T09:09:10Z"}""";

    private readonly TestTimeProvider _timeProvider = new();

    [Theory]
    [InlineData(Body)]
    [InlineData("""{"AccessKeyId":"STS.N","AccessKeySecret":"secret","SecurityToken":"CAIS","Expiration":"2026-01-15T09:09:10Z"}""")]
    public async Task GetAsync_Service_ReturnsItsAccessKey(string body)
    {
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (200, body));
        using UriCredentialProvider provider = new(_timeProvider, new Uri(service.Address + "/key?part=1"));

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(("STS.N", "CAIS"), (credential.AccessKeyId, credential.SecurityToken));
        LoopbackRequest request = Assert.Single(service.Requests);
        Assert.Equal(("GET", "/key", "1"), (request.Method, request.Path, request["part"]));
    }

    [Fact]
    public async Task GetAsync_Variable_SpecifiesTheAddress()
    {
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (200, Body));
        using UriCredentialProvider provider = new(
            _timeProvider, null, name => name == "ALIBABA_CLOUD_CREDENTIALS_URI" ? service.Address + "\n" : null);

        Assert.Equal("STS.N", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
    }

    [Theory]
    [InlineData(403, "the-secret", "returned status 403")]
    [InlineData(200, "the-secret", "is not valid")]
    [InlineData(200, """{"Code":"Failed","AccessKeySecret":"the-secret"}""", "code Failed")]
    [InlineData(200, """{"AccessKeyId":"id","AccessKeySecret":"the-secret"}""", "did not return a complete access key")]
    public async Task GetAsync_ServiceFails_ReportsTheHostAndNoSecret(int status, string body, string expected)
    {
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (status, body));
        using UriCredentialProvider provider = new(_timeProvider, new Uri(service.Address + "/?key=the-secret"));

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains("'127.0.0.1'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Constructor_AnotherScheme_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new UriCredentialProvider(_timeProvider, new Uri("file:///etc/passwd")));
}
