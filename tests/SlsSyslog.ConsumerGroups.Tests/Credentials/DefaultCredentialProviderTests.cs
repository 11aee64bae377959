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

    [Fact]
    public async Task GetAsync_FileWithoutTheDefaultProfile_ContinuesWithTheNextSource()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("slssyslog-profile-");
        _variables["HOME"] = folder.FullName;
        string file = Path.Combine(folder.CreateSubdirectory(".alibabacloud").FullName, "credentials");
        using DefaultCredentialProvider provider = Provide(_ => StubHandler.Json(
            HttpStatusCode.OK,
            """{"AccessKeyId":"ecs","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-01-15T09:09:10Z","Code":"Success"}"""));

        await File.WriteAllTextAsync(file, "[other]\ntype=access_key\naccess_key_id=i\naccess_key_secret=s\n");
        Assert.Equal("ecs", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);

        await File.WriteAllTextAsync(file, "[default]\ntype=access_key\naccess_key_id=profile\naccess_key_secret=s\n");
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("profile", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);

        _variables["ALIBABA_CLOUD_PROFILE"] = "missing";
        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("profile", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task GetAsync_NoMetadataServiceButAUri_UsesTheUriAndDoesNotAskAgain()
    {
        int asked = 0;
        await using LoopbackService service = await LoopbackService.StartAsync(_ => (
            200, """{"AccessKeyId":"uri","AccessKeySecret":"b","SecurityToken":"c","Expiration":"2026-01-15T09:09:10Z"}"""));
        _variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = service.Address;
        using DefaultCredentialProvider provider = Provide(_ =>
        {
            asked++;
            throw new HttpRequestException("refused");
        });

        Assert.Equal("uri", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
        int first = asked;
        _timeProvider.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("uri", (await provider.GetAsync(CancellationToken.None)).AccessKeyId);
        Assert.Equal(first, asked);
    }

    private static async Task<string> FailAsync(DefaultCredentialProvider provider) =>
        (await Assert.ThrowsAsync<SlsCredentialException>(() => provider.GetAsync(CancellationToken.None).AsTask())).Message;

    private DefaultCredentialProvider Provide(Func<HttpRequestMessage, HttpResponseMessage> answer) => new(
        new EnvironmentCredentialProvider(_variables.GetValueOrDefault),
        new OidcRoleCredentialProvider(_timeProvider, _variables.GetValueOrDefault, new StubHandler(answer), new Uri("https://sts.test")),
        new ProfileCredentialProvider(_timeProvider, new CredentialFile("", "", ReadWithoutHome), null),
        new EcsRoleCredentialProvider(_timeProvider, "role", _variables.GetValueOrDefault, new StubHandler(answer), new Uri("http://metadata.test")),
        new UriCredentialProvider(_timeProvider, null, _variables.GetValueOrDefault));

    private string? ReadWithoutHome(string variable) => _variables.GetValueOrDefault(variable, variable == "HOME" ? "/missing" : "");
}
