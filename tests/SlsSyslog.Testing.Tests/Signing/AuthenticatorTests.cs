using System.Text;

namespace SlsSyslog.Testing.Tests;

public class AuthenticatorTests
{
    private static readonly DateTimeOffset VectorTime = new(2026, 1, 15, 8, 9, 10, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(SignatureVectors.Published), MemberType = typeof(SignatureVectors))]
    public void Verify_PublishedVectors_AcceptsBothVersions(int number, string signatureV1, string signatureV4)
    {
        Authenticator authenticator = Authenticator(VectorTime);

        authenticator.Verify(Signed(number, 1, VersionOne(signatureV1)));
        authenticator.Verify(Signed(number, 4, VersionFour(signatureV4)));
        Assert.Equal("SignatureNotMatch", Refusal(authenticator, Signed(number, 1, VersionOne(signatureV1[..^2] + "A="))));
        Assert.Equal("SignatureNotMatch", Refusal(authenticator, Signed(number, 4, VersionFour(new string('0', 64)))));
    }

    [Theory]
    [InlineData(-15, null)]
    [InlineData(15, null)]
    [InlineData(-16, "RequestTimeExpired")]
    [InlineData(16, "RequestTimeExpired")]
    public void Verify_ClocksDiffer_RefusesMoreThanFifteenMinutes(int minutes, string? code)
    {
        Authenticator authenticator = Authenticator(VectorTime.AddMinutes(minutes));

        Assert.Equal(code, Refusal(authenticator, Signed(1, 1, VersionOne("qgVDAriZdAajhnGliQVLya8Bw0o="))));
        Assert.Equal(code, Refusal(authenticator, Signed(1, 4, VersionFour("e9eabfe2f8386a53fe38e941655c82eaa03e26f5a473d1d120976d1580a668bc"))));
    }

    [Fact]
    public void Verify_TokenMissingWrongOrExpired_IsUnauthorized()
    {
        const string Signature = "xU6zx0rPSgKDu/lgXZYThUGEoXk=";
        TestTimeProvider timeProvider = new(VectorTime);
        AccountStore account = Account(timeProvider);
        Authenticator authenticator = new(account, timeProvider.GetUtcNow);
        account.AddKey(new AccessKey("testAccessKeyId", SignatureVectors.Secret, SignatureVectors.Token, VectorTime.AddMinutes(5)));

        authenticator.Verify(Signed(5, 1, VersionOne(Signature)));
        Assert.Equal("Unauthorized", Refusal(authenticator, Signed(4, 1, VersionOne("uzWakWFdCCqYEy4PjZoxSBAeqns="))));
        timeProvider.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Unauthorized", Refusal(authenticator, Signed(5, 1, VersionOne(Signature))));
    }

    [Theory]
    [InlineData("x-log-apiversion", null, "MissingAPIVersion")]
    [InlineData("x-log-apiversion", "9", "InvalidAPIVersion")]
    [InlineData("x-log-signaturemethod", null, "MissingSignatureMethod")]
    [InlineData("x-log-signaturemethod", "md5", "InvalidSignatureMethod")]
    [InlineData("Date", null, "MissingDate")]
    [InlineData("Date", "today", "InvalidDateFormat")]
    [InlineData("Authorization", null, "Unauthorized")]
    [InlineData("Authorization", "Bearer x", "Unauthorized")]
    [InlineData("Authorization", "LOG nobody:qgVDAriZdAajhnGliQVLya8Bw0o=", "Unauthorized")]
    [InlineData("x-log-added", "by a proxy", "SignatureNotMatch")]
    public void Verify_InvalidHeader_HasTheErrorCodeOfTheService(string name, string? value, string code)
    {
        SlsRequest request = Signed(1, 1, VersionOne("qgVDAriZdAajhnGliQVLya8Bw0o="));
        IEnumerable<KeyValuePair<string, string>> headers = request.Headers.Where(header => header.Key != name);
        SlsRequest changed = new()
        {
            Method = request.Method,
            RawPath = request.RawPath,
            Query = request.Query,
            Headers = value is null ? [.. headers] : [.. headers, new(name, value)],
        };

        Assert.Equal(code, Refusal(Authenticator(VectorTime), changed));
    }

    [Fact]
    public void Verify_ContentMd5OfAnotherBody_IsRefused()
    {
        SlsRequest request = Signed(4, 1, VersionOne("uzWakWFdCCqYEy4PjZoxSBAeqns="));
        SlsRequest changed = new()
        {
            Method = request.Method,
            RawPath = request.RawPath,
            Query = request.Query,
            Headers = request.Headers,
            Body = Encoding.ASCII.GetBytes("[0, 2]"),
        };

        Assert.Equal("PostBodyInvalid", Refusal(Authenticator(VectorTime), changed));
    }

    private static Authenticator Authenticator(DateTimeOffset now)
    {
        TestTimeProvider timeProvider = new(now);
        return new Authenticator(Account(timeProvider), timeProvider.GetUtcNow);
    }

    private static AccountStore Account(TimeProvider timeProvider)
    {
        AccountStore account = new(new EmulatorServices(new SlsEmulatorOptions { TimeProvider = timeProvider }));
        account.AddKey(new AccessKey("testAccessKeyId", SignatureVectors.Secret));
        return account;
    }

    private static SlsRequest Signed(int number, int version, string authorization)
    {
        SlsRequest request = SignatureVectors.Request(number, version);
        return new SlsRequest
        {
            Method = request.Method,
            RawPath = request.RawPath,
            Query = request.Query,
            Headers = [.. request.Headers, new("Authorization", authorization)],
            Body = request.Body,
        };
    }

    private static string VersionOne(string signature) => $"LOG testAccessKeyId:{signature}";

    private static string VersionFour(string signature) =>
        $"SLS4-HMAC-SHA256 Credential=testAccessKeyId/20260115/cn-hangzhou/sls/aliyun_v4_request,Signature={signature}";

    private static string? Refusal(Authenticator authenticator, SlsRequest request)
    {
        try
        {
            authenticator.Verify(request);
            return null;
        }
        catch (EmulatorException refused)
        {
            return refused.Code;
        }
    }
}
