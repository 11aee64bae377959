using System.Globalization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SignatureV4Tests
{
    private static readonly KeyValuePair<string, string>[] OddQuery = [new(" abc", "efg"), new(" agc ", ""), new("", "efg"), new("A-bc", "eFg")];

    private static readonly KeyValuePair<string, string>[] OddHeaders =
        [new("hello", "world"), new("hello-text", "a12X- "), new(" ko ", ""), new("x-log-test", "het123"), new("x-acs-ppp", "dds")];

    public static TheoryData<string> Names => [.. SignatureVector.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sign_OfficialRequest_CreatesTheOfficialSignature(string name)
    {
        SignatureVector vector = SignatureVector.All.Single(v => v.Name == name);
        (SlsRequest request, SortedList<string, string> headers) = vector.ToRequest();

        new SignatureV4(SignatureVector.Region).Sign(request, headers, vector.Credential, SignatureVector.Time);

        Assert.Equal(vector.V4CanonicalRequest, SignatureV4.CanonicalRequest(request, headers, headers["x-log-content-sha256"]));
        Assert.Equal(vector.V4Authorization, headers["authorization"]);
    }

    [Fact]
    public void SigningKey_OfficialSecret_CreatesTheOfficialKey() =>
        Assert.Equal(
            "16883fa89ff8f853620eddfd2eafed25f001b4e98a7c1d24386cf3ed704ab92d",
            Convert.ToHexStringLower(new SignatureV4(SignatureVector.Region).SigningKey(SignatureVector.AccessKeySecret, "20260115")));

    [Theory]
    [InlineData("POST", "/logstores", "cn-hangzhou", true, true, "a98f5632e93836e63839cd836a54055f480020a9364ca944e2d34f2eb9bf1bed")]
    [InlineData("POST", "/logstores", "cn-shanghai", false, true, "8a10a5e723cb2e75964816de660b2c16a58af8bc0261f7f0722d832468c76ce8")]
    [InlineData("POST", "/logstores", "cn-hangzhou", true, false, "5a66d8f8051983e0e9d08e0f960ef9252ef971eead5bb5c7acec8617a2eb2701")]
    [InlineData("GET", "/logstores", "cn-hangzhou", true, false, "d92741852500791d662a8d469ff61627c0559ecd86c3f59b7bf6772b6c62666a")]
    [InlineData("POST", "/logstores/hello/a+*~bb/cc", "cn-hangzhou", true, true, "2c204068e961a8813a6bcf7ac422f7fa6e9bf9a5da493e0165dfe100854d18ff")]
    public void Sign_VectorOfOtherSdks_CreatesTheirSignature(string method, string path, string region, bool odd, bool hasBody, string signature)
    {
        KeyValuePair<string, string>[] more = path.Length > 10
            ? [new("abs-ij*asd/vc", "a~js+d ada"), new("a abAas123/vc", "a~jdad a2ADFs+d ada")]
            : [];
        SlsRequest request = new("Test", new HttpMethod(method), path)
        {
            Query = odd ? [.. OddQuery, .. more] : [],
            Body = hasBody ? "adasd= -asd zcas"u8.ToArray() : [],
        };
        SortedList<string, string> headers = new(StringComparer.Ordinal);
        foreach ((string name, string value) in odd ? OddHeaders : [])
        {
            headers[name] = value;
        }

        DateTimeOffset time = DateTimeOffset.Parse("2022-08-08T03:23:30Z", CultureInfo.InvariantCulture);
        new SignatureV4(region).Sign(request, headers, new SlsCredential("acsddda21dsd", "zxasdasdasw2"), time);

        Assert.EndsWith("Signature=" + signature, headers["authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("123abc!@#$%^&*()-=_+ ~|\\/", "123abc%21%40%23%24%25%5E%26%2A%28%29-%3D_%2B%20~%7C%5C%2F")]
    [InlineData("你好", "%E4%BD%A0%E5%A5%BD")]
    [InlineData("\0", "%00")]
    public void CanonicalRequest_QueryValue_IsEscapedAsTheSdksDo(string value, string escaped)
    {
        SlsRequest request = new("Test", HttpMethod.Get, "/") { Query = [new("k", value)] };

        Assert.Equal($"GET\n/\nk={escaped}\n\n\nhash", SignatureV4.CanonicalRequest(request, [], "hash"));
    }
}
