using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class OidcRoleCredentialProviderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly TestTimeProvider _timeProvider = new();

    [Fact]
    public async Task GetAsync_AllVariablesSet_AssumesTheRole()
    {
        await File.WriteAllTextAsync(_file, "the.oidc.token\n");
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.OK,
            """
            {"RequestId":"r","Credentials":{
              "AccessKeyId":"STS.N","AccessKeySecret":"secret","SecurityToken":"CAIS","Expiration":"2026-01-15T09:09:10Z"}}
            """));
        using OidcRoleCredentialProvider provider = Provide(handler);

        SlsCredential credential = await provider.GetAsync(CancellationToken.None);

        Assert.Equal("CAIS", credential.SecurityToken);
        Assert.Contains("Action=AssumeRoleWithOIDC", handler.Requests[0].RequestUri!.Query, StringComparison.Ordinal);
        Assert.Contains("OIDCToken=the.oidc.token", handler.Bodies[0], StringComparison.Ordinal);
        Assert.Contains("RoleArn=acs%3Aram%3A%3A1%3Arole%2Fsiem", handler.Bodies[0], StringComparison.Ordinal);
        Assert.False(handler.Requests[0].Headers.Contains("Authorization"));
    }

    [Fact]
    public async Task GetAsync_NextRefresh_ReadsTheFileAgain()
    {
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.OK,
            """{"Credentials":{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-01-15T09:09:10Z"}}"""));
        using OidcRoleCredentialProvider provider = Provide(handler);
        await File.WriteAllTextAsync(_file, "first");
        await provider.GetAsync(CancellationToken.None);
        await File.WriteAllTextAsync(_file, "second");

        _timeProvider.Advance(TimeSpan.FromHours(2));
        await provider.GetAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => handler.Bodies.Count == 2);

        Assert.Contains("OIDCToken=second", handler.Bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_Rejected_ReportsTheReasonWithoutTheToken()
    {
        await File.WriteAllTextAsync(_file, "the.oidc.token");
        StubHandler handler = new(_ => StubHandler.Json(
            HttpStatusCode.BadRequest, """{"Code":"AuthenticationFail.NoPermission","Message":"not allowed"}"""));
        using OidcRoleCredentialProvider provider = Provide(handler);

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains("AuthenticationFail.NoPermission", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the.oidc.token", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_FileDoesNotExist_ReportsIt()
    {
        File.Delete(_file);
        using OidcRoleCredentialProvider provider = Provide(new StubHandler(_ => StubHandler.Json(HttpStatusCode.OK, "{}")));

        SlsCredentialException exception = await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask());

        Assert.Contains("ALIBABA_CLOUD_OIDC_TOKEN_FILE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DefaultChain_ConfiguredSources_AreUsedInOrder()
    {
        await File.WriteAllTextAsync(_file, "token");
        Dictionary<string, string> variables = [];
        StubHandler metadata = new(_ => new HttpResponseMessage(HttpStatusCode.NotFound));
        OidcRoleCredentialProvider oidc = new(_timeProvider, name => variables.GetValueOrDefault(name) ?? "", new StubHandler(_ => StubHandler.Json(
            HttpStatusCode.OK,
            """{"Credentials":{"AccessKeyId":"from-oidc","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-01-15T09:09:10Z"}}""")),
            new Uri("https://sts.test"));
        EcsRoleCredentialProvider ecs = new(_timeProvider, null, _ => null, metadata, new Uri("http://metadata.test"));
        ProfileCredentialProvider profile = new(_timeProvider, new CredentialFile("", "", name => name == "HOME" ? "/missing" : null), null);
        UriCredentialProvider uri = new(_timeProvider, null, _ => null);
        using DefaultCredentialProvider chain = new(new EnvironmentCredentialProvider(variables.GetValueOrDefault), oidc, profile, ecs, uri);

        SlsCredentialException nothing = await Assert.ThrowsAsync<SlsCredentialException>(() => chain.GetAsync(CancellationToken.None).AsTask());
        Assert.Contains("ALIBABA_CLOUD_ACCESS_KEY_ID", nothing.Message, StringComparison.Ordinal);

        variables["ALIBABA_CLOUD_ROLE_ARN"] = "role";
        variables["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "provider";
        variables["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = _file;
        Assert.Equal("from-oidc", (await chain.GetAsync(CancellationToken.None)).AccessKeyId);

        (variables["ALIBABA_CLOUD_ACCESS_KEY_ID"], variables["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]) = ("from-environment", "s");
        Assert.Equal("from-environment", (await chain.GetAsync(CancellationToken.None)).AccessKeyId);
    }

    public void Dispose() => File.Delete(_file);

    private OidcRoleCredentialProvider Provide(StubHandler handler)
    {
        Dictionary<string, string> variables = new()
        {
            ["ALIBABA_CLOUD_ROLE_ARN"] = "acs:ram::1:role/siem",
            ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] = "acs:ram::1:oidc-provider/ack",
            ["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] = _file,
        };
        return new OidcRoleCredentialProvider(_timeProvider, variables.GetValueOrDefault, handler, new Uri("https://sts.test"));
    }
}
