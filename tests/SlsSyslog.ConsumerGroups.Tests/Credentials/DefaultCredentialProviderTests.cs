using System.Net;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class DefaultCredentialProviderTests
{
    private readonly TestTimeProvider _timeProvider = new();
    private readonly Dictionary<string, string> _variables = [];

    [Fact]
    public async Task GetAsync_NoSource_SaysThatThereAreNoCredentials()
    {
        using DefaultCredentialProvider provider = Provide(_ => new HttpResponseMessage(HttpStatusCode.NotFound));

        Assert.StartsWith("No credentials were found. Set ALIBABA_CLOUD_ACCESS_KEY_ID", await FailAsync(provider), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID is set, but ALIBABA_CLOUD_ACCESS_KEY_SECRET is not.")]
    [InlineData("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET is set, but ALIBABA_CLOUD_ACCESS_KEY_ID is not.")]
    [InlineData(
        "ALIBABA_CLOUD_ROLE_ARN",
        "ALIBABA_CLOUD_ROLE_ARN is set, but ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE is not.")]
    public async Task GetAsync_PartOfASource_SaysWhatIsMissing(string variable, string expected)
    {
        _variables[variable] = "x";
        using DefaultCredentialProvider provider = Provide(_ => throw new HttpRequestException("refused"));

        Assert.Contains(expected, await FailAsync(provider), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, """{"Code":"Failed"}""")]
    [InlineData(302, "")]
    public async Task GetAsync_RoleWithAnError_ReportsTheErrorAndNotThatThereAreNone(int status, string body)
    {
        using DefaultCredentialProvider provider = Provide(
            _ => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) });

        Assert.DoesNotContain("No credentials were found", await FailAsync(provider), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_MetadataServiceFailsAfterItProvidedAKey_TheKeyIsUsed()
    {
        bool fails = false;
        using DefaultCredentialProvider provider = Provide(_ => fails
            ? throw new HttpRequestException("refused")
            : StubHandler.Json(
                HttpStatusCode.OK,
                """{"AccessKeyId":"a","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-01-15T09:09:10Z","Code":"Success"}"""));
        SlsCredential first = await provider.GetAsync(CancellationToken.None);

        fails = true;
        _timeProvider.Advance(TimeSpan.FromDays(1));
        provider.OnRejected(first);

        Assert.Same(first, await provider.GetAsync(CancellationToken.None));
        Assert.Contains("refused", ((IRefreshingProvider)provider).RefreshError!.Message, StringComparison.Ordinal);
    }

    private static async Task<string> FailAsync(DefaultCredentialProvider provider) =>
        (await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask())).Message;

    private DefaultCredentialProvider Provide(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new EnvironmentCredentialProvider(_variables.GetValueOrDefault),
        new OidcRoleCredentialProvider(_timeProvider, _variables.GetValueOrDefault, new StubHandler(answer), new Uri("https://sts.test")),
        new EcsRoleCredentialProvider(_timeProvider, "role", _variables.GetValueOrDefault, new StubHandler(answer), new Uri("http://metadata.test")));
}
