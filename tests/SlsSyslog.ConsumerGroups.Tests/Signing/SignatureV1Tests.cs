using System.Globalization;

namespace SlsSyslog.ConsumerGroups.Tests;

public sealed class SignatureV1Tests
{
    public static TheoryData<string> Names => [.. SignatureVector.All.Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Sign_OfficialRequest_CreatesTheOfficialSignature(string name)
    {
        SignatureVector vector = SignatureVector.All.Single(v => v.Name == name);
        (SlsRequest request, SortedList<string, string> headers) = vector.ToRequest();

        new SignatureV1().Sign(request, headers, vector.Credential, SignatureVector.Time);

        Assert.Equal(vector.V1StringToSign, SignatureV1.StringToSign(request, headers));
        Assert.Equal(vector.V1Authorization, headers["authorization"]);
        Assert.Equal(vector.ContentMd5, headers.GetValueOrDefault("content-md5"));
    }

    [Theory]
    [InlineData("/logstores", "", "", "0", "Mon, 3 Jan 2010 08:33:47 GMT", "Rwm6cTKzoti4HWoe+GKcb6Kv07E=")]
    [InlineData(
        "/logstores/app_log",
        "0a320a1e08f8b2939e0512160a07546573744b6579120b54657374436f6e74656e741a00220e31302e3233302e3230312e313137",
        "application/x-protobuf",
        "50",
        "Mon, 3 Jan 2010 08:33:47 GMT",
        "87xQWqFaOSewqRIma8kPjGYlXHc=")]
    public void StringToSign_VectorOfOtherSdks_CreatesTheirSignature(
        string path, string bodyHex, string contentType, string rawSize, string date, string signature)
    {
        SlsRequest request = new("Test", HttpMethod.Get, path) { Body = Convert.FromHexString(bodyHex) };
        SortedList<string, string> headers = new(StringComparer.Ordinal)
        {
            ["date"] = date,
            ["x-log-apiversion"] = "0.6.0",
            ["x-log-bodyrawsize"] = rawSize,
            ["x-log-signaturemethod"] = "hmac-sha1",
        };
        if (bodyHex.Length > 0)
        {
            headers["content-type"] = contentType;
            headers["content-md5"] = "8D6881250FF5559F59BBDF04100F6E59";
        }

        Assert.Equal(signature, Sign(SignatureV1.StringToSign(request, headers)));
    }

    [Fact]
    public void StringToSign_EmptyQueryValue_KeepsTheEqualsSign()
    {
        SlsRequest request = new("ListLogstores", HttpMethod.Get, "/logstores")
        {
            Query = [new("logstoreName", ""), new("offset", "0"), new("size", "1000")],
        };
        SortedList<string, string> headers = new(StringComparer.Ordinal)
        {
            ["date"] = "Mon, 09 Nov 2015 06:11:16 GMT",
            ["x-log-apiversion"] = "0.6.0",
            ["x-log-signaturemethod"] = "hmac-sha1",
        };

        Assert.Equal("d41/3pc9JjMKSFwnlFwKavLYVnk=", Sign(SignatureV1.StringToSign(request, headers)));
    }

    [Fact]
    public void Sign_BodyWhoseMd5BeginsWithZero_KeepsTheZero()
    {
        SlsRequest request = new("Test", HttpMethod.Post, "/") { Body = Convert.FromHexString("6b6c3338797353016b64220a090864736938") };
        SortedList<string, string> headers = new(StringComparer.Ordinal);

        new SignatureV1().Sign(request, headers, new SlsCredential("id", "secret"), SignatureVector.Time);

        Assert.Equal("04568016387F3BF053211F01CF55E52E", headers["content-md5"]);
    }

    [Fact]
    public void Sign_OneDigitDay_WritesTwoDigits()
    {
        SortedList<string, string> headers = new(StringComparer.Ordinal);

        new SignatureV1().Sign(
            new SlsRequest("Test", HttpMethod.Get, "/"),
            headers,
            new SlsCredential("id", "secret"),
            DateTimeOffset.Parse("2026-01-05T16:09:10+08:00", CultureInfo.InvariantCulture));

        Assert.Equal("Mon, 05 Jan 2026 08:09:10 GMT", headers["date"]);
    }

    private static string Sign(string text) =>
        Convert.ToBase64String(System.Security.Cryptography.HMACSHA1.HashData("mockAccessKeySecret"u8, System.Text.Encoding.UTF8.GetBytes(text)));
}
