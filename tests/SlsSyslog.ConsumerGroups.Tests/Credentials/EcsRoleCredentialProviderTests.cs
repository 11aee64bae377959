using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class EcsRoleCredentialProviderTests
{
    private const string Answer =
        """
        {
          "AccessKeyId":"STS.N","AccessKeySecret":"secret","SecurityToken":"CAIS","Expiration":"2026-01-15T14:09:10Z",
          "LastUpdated":"2026-01-15T08:09:10Z","Code":"Success"
        }
        """;

    private readonly TestTimeProvider _timeProvider = new();

    [Fact]
    public async Task GetAsync_Version2_RequestsTokenRoleAndKey()
    {
        StubHandler handler = new(_ => Text("the-token"), _ => Text("siem-role\n"), _ => Text(Answer));
        using EcsRoleCredentialProvider provider = Provide(handler);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal(("STS.N", "secret", "CAIS"), (credential.AccessKeyId, credential.AccessKeySecret, credential.SecurityToken));
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 14, 9, 10, TimeSpan.Zero), credential.ExpiresAt);
        Assert.Equal(
            ["PUT /latest/api/token", "GET /latest/meta-data/ram/security-credentials/", "GET /latest/meta-data/ram/security-credentials/siem-role"],
            handler.Requests.Select(r => $"{r.Method} {r.RequestUri!.AbsolutePath}"));
        Assert.Equal("21600", handler.Requests[0].Headers.GetValues("X-aliyun-ecs-metadata-token-ttl-seconds").Single());
        Assert.All(handler.Requests.Skip(1), r => Assert.Equal("the-token", r.Headers.GetValues("X-aliyun-ecs-metadata-token").Single()));
    }

    [Fact]
    public async Task GetAsync_NoVersion2_FallsBackToVersion1()
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.Forbidden), _ => Text(Answer));
        using EcsRoleCredentialProvider provider = Provide(handler, role: "siem-role");

        Assert.Equal("STS.N", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
        Assert.False(handler.Requests[1].Headers.Contains("X-aliyun-ecs-metadata-token"));
    }

    [Fact]
    public async Task GetAsync_NoVersion2AndVersion1Disabled_Fails()
    {
        StubHandler handler = new(_ => new HttpResponseMessage(HttpStatusCode.Forbidden), _ => Text(Answer));
        using EcsRoleCredentialProvider provider = Provide(handler, role: "siem-role", ("ALIBABA_CLOUD_IMDSV1_DISABLED", "true"));

        await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        Assert.Single(handler.Requests);
    }

    [Fact]
    public async Task GetAsync_NoRole_ReportsIt()
    {
        StubHandler handler = new(_ => Text("the-token"), _ => new HttpResponseMessage(HttpStatusCode.NotFound));
        using EcsRoleCredentialProvider provider = Provide(handler);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        Assert.Contains("does not have a RAM role", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("the-secret")]
    [InlineData("""{"Code":"Failed"}""")]
    [InlineData("""{"Code":"Success","AccessKeyId":"id"}""")]
    public async Task GetAsync_InvalidResponse_Fails(string answer)
    {
        using EcsRoleCredentialProvider provider = Provide(new StubHandler(_ => Text("the-token"), _ => Text(answer)), role: "siem-role");

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        Assert.DoesNotContain("the-secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_Disabled_SendsNoRequest()
    {
        StubHandler handler = new(_ => Text("the-token"));
        using EcsRoleCredentialProvider provider = Provide(handler, role: null, ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true"));

        await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());
        Assert.Empty(handler.Requests);
    }

    private static HttpResponseMessage Text(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    private EcsRoleCredentialProvider Provide(StubHandler handler, string? role = null, params (string Name, string Value)[] variables) =>
        new(_timeProvider, role, name => variables.FirstOrDefault(v => v.Name == name).Value, handler, new Uri("http://metadata.test"));
}
